namespace IamAuthorization.Policies;

/// <summary>
/// Lint of <c>iam:PassRole</c> on all roles: whoever may pass any role to a service holds the rights of every role.
/// </summary>
internal static class PassRoleLint
{
    private const string PassRole = "iam:PassRole";

    public static void Check(StatementSource statement, FindingCollector findings)
    {
        bool isNarrowed = statement.Conditions.Exists(condition => condition.IsKey("iam:PassedToService"));
        if (!statement.IsAllow || isNarrowed || !ReachesPassRole(statement))
        {
            return;
        }

        bool isWide = statement.IsNotResource || statement.Resources.Any(resource => IsEveryRole(resource.Text));
        if (isWide && statement.Action is { } action)
        {
            findings.NoteName(
                PolicyFindingSeverity.Security,
                CodeOf(statement),
                action,
                $"This allows `{PassRole}` on every role: name the roles, or test `iam:PassedToService`.");
        }
    }

    private static bool ReachesPassRole(StatementSource statement) =>
        statement.Actions.Any(action => WildcardText.Covers(action.Text, PassRole, ignoreCase: true))
        != statement.IsNotAction;

    private static bool IsEveryRole(string resource) =>
        resource is "*"
        || (resource.StartsWith("arn:", StringComparison.Ordinal)
            && resource.Contains(":iam:", StringComparison.Ordinal)
            && (resource.EndsWith(":*", StringComparison.Ordinal)
                || resource.EndsWith(":role/*", StringComparison.Ordinal)));

    private static string CodeOf(StatementSource statement)
    {
        bool isNamed = statement.Actions.Any(
            action => action.Text.Equals(PassRole, StringComparison.OrdinalIgnoreCase));
        return (statement.IsNotResource, statement.IsNotAction, isNamed) switch
        {
            (true, true, _) => FindingCodes.PassRoleWithNotActionAndNotResource,
            (true, false, true) => FindingCodes.PassRoleWithNotResource,
            (true, false, false) => FindingCodes.PassRoleWithStarInActionAndNotResource,
            (false, true, _) => FindingCodes.PassRoleWithNotAction,
            (false, false, true) => FindingCodes.PassRoleWithStarInResource,
            (false, false, false) => FindingCodes.PassRoleWithStarInAction,
        };
    }
}
