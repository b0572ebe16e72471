using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// PL-55: users and roles stand in stored policies by their unique ids, so that a policy never means somebody else who
/// has the name later. Read back, an id is shown as the ARN of today, or as itself when nobody has it any more.
/// </summary>
internal static class PrincipalPinning
{
    private const string UserResource = "user/";
    private const string RoleResource = "role/";

    /// <summary>The document as it is stored.</summary>
    /// <exception cref="IamException">A user or role of it does not exist.</exception>
    public static async Task<PolicyDocument> PinAsync(
        PolicyDocument document, PolicyKind kind, AccountView view, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string principal in PrincipalsOf(document))
        {
            if (IsUniqueId(principal))
            {
                _ = await view.Snapshot.FindByUniqueIdAsync(principal, cancellationToken) ?? throw Unknown(principal);
            }
            else if (KeyOf(principal) is { } key)
            {
                IamEntity? entity = await view.FindPrincipalAsync(key, cancellationToken);
                bool isNamed = entity is not null
                    && string.Equals(ArnOf(entity)?.ToString(), principal, StringComparison.Ordinal);
                ids[principal] = isNamed && IamEntityIds.UniqueIdOf(entity!) is { } id ? id : throw Unknown(principal);
            }
        }

        return Rewrite(document, kind, ids);
    }

    /// <summary>The document as it is shown.</summary>
    public static async Task<PolicyDocument> ShowAsync(
        PolicyDocument document, PolicyKind kind, AccountView view, CancellationToken cancellationToken)
    {
        var arns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string principal in PrincipalsOf(document).Where(IsUniqueId))
        {
            IamEntity? entity = await view.Snapshot.FindByUniqueIdAsync(principal, cancellationToken);
            if (entity is not null && ArnOf(entity) is { } arn)
            {
                arns[principal] = arn.ToString();
            }
        }

        return Rewrite(document, kind, arns);
    }

    private static PolicyDocument Rewrite(
        PolicyDocument document, PolicyKind kind, Dictionary<string, string> replacements) =>
        replacements.Count == 0
            ? document
            : DocumentRules.Reread(PrincipalText.Replace(DocumentRules.TextOf(document), replacements), kind);

    private static IEnumerable<string> PrincipalsOf(PolicyDocument document) => document.Statements
        .SelectMany(statement => statement.Principals ?? [])
        .Where(principal => principal.Kind == PolicyPrincipalKind.Aws)
        .Select(principal => principal.Value)
        .Distinct(StringComparer.Ordinal);

    private static bool IsUniqueId(string principal) =>
        IamRules.ProblemOfUniqueId("AIDA", principal) is null || IamRules.ProblemOfUniqueId("AROA", principal) is null;

    private static IamEntityKey? KeyOf(string principal)
    {
        if (!Arn.TryParse(principal, out Arn arn) || arn.Service is not "iam")
        {
            return null;
        }

        string accountId = arn.Account.ToString();
        if (arn.Resource.StartsWith(UserResource, StringComparison.Ordinal))
        {
            return IamEntityKey.User(accountId, IamArn.NameOf(arn));
        }

        return arn.Resource.StartsWith(RoleResource, StringComparison.Ordinal)
            ? IamEntityKey.Role(accountId, IamArn.NameOf(arn))
            : null;
    }

    private static Arn? ArnOf(IamEntity entity) => entity switch
    {
        IamUser user => user.Arn,
        IamRole role => role.Arn,
        _ => null,
    };

    private static IamException Unknown(string principal) =>
        IamErrors.Malformed($"Invalid principal in policy: \"AWS\":\"{principal}\"");
}
