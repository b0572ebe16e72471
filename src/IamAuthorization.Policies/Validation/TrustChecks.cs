namespace IamAuthorization.Policies;

/// <summary>What only a role trust policy must obey: PL-21, PL-22 and PL-59.</summary>
internal sealed class TrustChecks(PolicyReadOptions options, FindingCollector findings)
{
    private const string AssumeRole = "sts:AssumeRole";
    private const string AssumeRoleWithSaml = "sts:AssumeRoleWithSAML";
    private const string AssumeRoleWithWebIdentity = "sts:AssumeRoleWithWebIdentity";

    private static readonly string[] AssumeActions = [AssumeRole, AssumeRoleWithSaml, AssumeRoleWithWebIdentity];

    private static readonly string[] OtherActions = ["sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"];

    public void Check(StatementSource statement)
    {
        CheckActions(statement);
        if (!statement.IsNotAction)
        {
            CheckFit(statement);
        }

        if (statement.IsAllow)
        {
            CheckSharedIssuers(statement);
        }
    }

    /// <summary>PL-21.</summary>
    private void CheckActions(StatementSource statement)
    {
        if (statement is { IsNotAction: true, Action: { } notAction })
        {
            findings.RefuseName(
                Refusal.TrustAction,
                FindingCodes.UnsupportedActionInPolicy,
                notAction,
                "A role trust policy has no `NotAction`: write `Action`.");
            return;
        }

        foreach (DocumentNode action in statement.Actions)
        {
            bool isTrustAction = action.Text is not ("*" or "*:*")
                && AssumeActions.Concat(OtherActions).Any(known => Names(action, known));
            if (!isTrustAction)
            {
                findings.Refuse(
                    Refusal.TrustAction,
                    FindingCodes.UnsupportedActionInPolicy,
                    action,
                    $"{Shown.Text(action.Text)} is no action of a role trust policy: write, for example, "
                    + $"`{AssumeRole}`.");
            }
        }
    }

    /// <summary>PL-22: a principal can only use the action of its own kind.</summary>
    private void CheckFit(StatementSource statement)
    {
        List<string> assumed = AssumeActions
            .Where(known => statement.Actions.Any(action => Names(action, known)))
            .ToList();
        if (assumed.Count == 0)
        {
            return;
        }

        foreach (PrincipalSource principal in statement.Principals)
        {
            string? fitting = FittingAction(principal);
            if (fitting is not null && !assumed.Contains(fitting, StringComparer.Ordinal))
            {
                findings.Refuse(
                    Refusal.OtherContent,
                    FindingCodes.MismatchedActionForPrincipal,
                    principal.Node,
                    $"{Shown.Text(principal.Text)} can only use `{fitting}`, which this statement does not name.");
            }
        }
    }

    private string? FittingAction(PrincipalSource principal) => principal.Kind switch
    {
        PolicyPrincipalKind.Aws or PolicyPrincipalKind.Service => AssumeRole,
        PolicyPrincipalKind.Federated => FederatedProvider.KindOf(principal.Text, options) switch
        {
            FederatedProviderKind.Saml => AssumeRoleWithSaml,
            FederatedProviderKind.Oidc => AssumeRoleWithWebIdentity,
            _ => null,
        },
        _ => null,
    };

    /// <summary>PL-59: an issuer that many tenants share says nothing of the tenant.</summary>
    private void CheckSharedIssuers(StatementSource statement)
    {
        foreach (PrincipalSource principal in statement.Principals)
        {
            bool isShared = principal.Kind == PolicyPrincipalKind.Federated
                && FederatedProvider.KindOf(principal.Text, options) == FederatedProviderKind.Oidc
                && options.SharedOidcIssuers.ContainsKey(FederatedProvider.IssuerOf(principal.Text));
            if (!isShared)
            {
                continue;
            }

            string key = options.SharedOidcIssuers[FederatedProvider.IssuerOf(principal.Text)];
            if (!statement.Conditions.Exists(condition => condition.IsKey(key) && IsNarrowing(condition)))
            {
                findings.Refuse(
                    Refusal.OtherContent,
                    FindingCodes.MissingConditionKeyForOidc,
                    principal.Node,
                    $"{Shown.Text(principal.Text)} is shared by many tenants: test {Shown.Text(key)} in `Condition`.");
            }
        }
    }

    private static bool IsNarrowing(ConditionSource condition) =>
        condition.Operator is
        {
            IsNegated: false,
            IsIfExists: false,
            Set: not ConditionSet.ForAllValues,
            Base: ConditionBase.StringEquals or ConditionBase.StringEqualsIgnoreCase or ConditionBase.StringLike,
        }
        && condition.Values.All(value => value.Text.AsSpan().ContainsAnyExcept('*', '?'));

    private static bool Names(DocumentNode action, string known) =>
        WildcardText.Covers(action.Text, known, ignoreCase: true);
}
