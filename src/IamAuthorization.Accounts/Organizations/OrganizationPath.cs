namespace IamAuthorization.Accounts;

/// <summary>What the organization means for one account: the levels from the root down to it.</summary>
public sealed record OrganizationPath
{
    /// <summary>The organization's id (<c>aws:PrincipalOrgID</c>).</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The path with a slash at its end, <c>o-id/r-id/ou-id/</c> (<c>aws:PrincipalOrgPaths</c>).</summary>
    public required string Path { get; init; }

    /// <summary>
    /// The service control policies by level, root first; empty when none limit the account: it is the management
    /// account (EV-23) or they are not in use (EV-26).
    /// </summary>
    public required ValueList<ValueList<NamedPolicy>> ServiceControlLevels { get; init; }

    /// <summary>
    /// The resource control policies by level, root first, without the built-in <c>RCPFullAWSAccess</c>; empty for
    /// the management account (EV-24).
    /// </summary>
    public required ValueList<ValueList<NamedPolicy>> ResourceControlLevels { get; init; }

    internal static OrganizationPath Of(
        Organization organization, IReadOnlyList<OrganizationalUnit> units, OrganizationAccount account)
    {
        bool isLimited =
            !string.Equals(account.AccountId, organization.ManagementAccountId, StringComparison.Ordinal);
        return new OrganizationPath
        {
            OrganizationId = organization.Id,
            Path = string.Concat(units.Select(unit => $"{unit.Id}/").Prepend($"{organization.Id}/")),
            ServiceControlLevels = isLimited && organization.UsesServiceControl
                ? [.. units.Select(unit => unit.ServiceControlPolicies), account.ServiceControlPolicies]
                : [],
            ResourceControlLevels = isLimited
                ? [.. units.Select(unit => unit.ResourceControlPolicies), account.ResourceControlPolicies]
                : [],
        };
    }
}
