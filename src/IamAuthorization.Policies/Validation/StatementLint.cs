namespace IamAuthorization.Policies;

/// <summary>Lint of elements that reach further than they seem to: negations, principals, variables.</summary>
internal sealed class StatementLint(PolicyKind kind, bool hasVariables, FindingCollector findings)
{
    private static readonly string[] SourceKeys =
        ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"];

    public void Check(StatementSource statement)
    {
        CheckNegations(statement);
        CheckNotPrincipal(statement);
        if (statement.IsAllow && !statement.IsNotPrincipal)
        {
            foreach (PrincipalSource principal in statement.Principals)
            {
                CheckPrincipal(statement, principal);
            }
        }
    }

    private void CheckNegations(StatementSource statement)
    {
        if (statement is { IsAllow: true, IsNotAction: true, Action: { } notAction })
        {
            findings.NoteName(
                PolicyFindingSeverity.Security,
                FindingCodes.AllowWithNotAction,
                notAction,
                "`Allow` with `NotAction` allows every other action, those to come included: name the actions.");
        }

        if (statement is not { IsAllow: true, IsNotResource: true, Resource: { } notResource })
        {
            return;
        }

        findings.NoteName(
            PolicyFindingSeverity.Security,
            FindingCodes.AllowWithNotResource,
            notResource,
            "`Allow` with `NotResource` allows every other resource, those to come included: name the resources.");
        foreach (DocumentNode entry in statement.Resources.Where(entry => hasVariables && HasVariable(entry)))
        {
            findings.Note(
                PolicyFindingSeverity.Security,
                FindingCodes.VariableInNotResource,
                entry,
                $"When a variable of {Shown.Text(entry.Text)} has no value, this entry excludes nothing: give it a "
                + "default.");
        }
    }

    private void CheckNotPrincipal(StatementSource statement)
    {
        if (kind == PolicyKind.Resource
            && statement is { IsNotPrincipal: true, IsAllow: false, Principal: { } notPrincipal })
        {
            findings.NoteName(
                PolicyFindingSeverity.Security,
                FindingCodes.DenyWithNotPrincipal,
                notPrincipal,
                "`NotPrincipal` denies sessions of the roles it names unless each is listed: write "
                + "`\"Principal\": \"*\"` and exempt by `ArnNotEquals` on `aws:PrincipalArn`.");
        }
    }

    private void CheckPrincipal(StatementSource statement, PrincipalSource principal)
    {
        switch (principal.Kind)
        {
            case PolicyPrincipalKind.Aws when kind == PolicyKind.RoleTrust && principal.Text is "*":
                NoteUnless(
                    statement.Conditions.Count > 0,
                    FindingCodes.RoleTrustWildcard,
                    principal,
                    "Everyone may assume the role: narrow it by `Condition`, or name principals.");
                break;
            case PolicyPrincipalKind.Service when kind is PolicyKind.Resource or PolicyKind.RoleTrust:
                NoteUnless(
                    statement.Conditions.Exists(condition => Array.Exists(SourceKeys, condition.IsKey)),
                    FindingCodes.RestrictAccessToServicePrincipal,
                    principal,
                    $"{Shown.Text(principal.Text)} may act for anybody: test `aws:SourceArn` or `aws:SourceAccount`.");
                break;
            case PolicyPrincipalKind.Federated when kind == PolicyKind.RoleTrust:
                CheckFederated(statement, principal);
                break;
            default:
                break;
        }
    }

    private void CheckFederated(StatementSource statement, PrincipalSource principal)
    {
        bool isSaml = principal.Text.Contains(":saml-provider/", StringComparison.Ordinal);
        string prefix = isSaml ? "saml" : FederatedProvider.IssuerOf(principal.Text);
        bool isNarrowed = statement.Conditions.Exists(condition =>
            condition.IsKey(prefix + ":aud") || condition.IsKey(prefix + ":sub"));
        NoteUnless(
            isNarrowed,
            isSaml ? FindingCodes.MissingConditionKeyForSaml : FindingCodes.MissingConditionKeyForOidc,
            principal,
            $"Every identity of {Shown.Text(principal.Text)} may assume the role: test "
            + $"{Shown.Text(prefix + ":aud")} or "
            + $"{Shown.Text(prefix + ":sub")}.");
    }

    private void NoteUnless(bool isFine, string code, PrincipalSource principal, string message)
    {
        if (!isFine)
        {
            findings.Note(PolicyFindingSeverity.Security, code, principal.Node, message);
        }
    }

    private static bool HasVariable(DocumentNode entry) => PatternReader
        .Read(entry.Text, hasVariables: true, hasWildcards: true, out _)
        .Exists(token => token is { Kind: PatternTokenKind.Variable, Text: null });
}
