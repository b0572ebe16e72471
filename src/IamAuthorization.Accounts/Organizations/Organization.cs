namespace IamAuthorization.Accounts;

/// <summary>EV-27: the tree of the accounts (tenants) of one app.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_getting-started_concepts.html">AWS
/// Organizations terminology and concepts</see>
/// </remarks>
public sealed record Organization : IamEntity
{
    /// <summary>The id, <c>o-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The account that no SCP and no RCP limits (EV-23, EV-24).</summary>
    public required string ManagementAccountId { get; init; }

    /// <summary>The root of the tree.</summary>
    public required OrganizationalUnit Root { get; init; }

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.Organization;

    /// <summary>
    /// EV-26: whether service control policies are in use. Attaching one anywhere turns the gate on everywhere, and a
    /// level without one then denies (EV-22).
    /// </summary>
    public bool UsesServiceControl =>
        Units().Any(unit => unit.ServiceControlPolicies.Count > 0)
        || Accounts().Any(account => account.ServiceControlPolicies.Count > 0);

    /// <summary>The levels from the root down to an account.</summary>
    /// <param name="accountId">The account id.</param>
    /// <returns>The path, or <see langword="null"/> when the account is not in the organization.</returns>
    public OrganizationPath? FindPath(string accountId)
    {
        var units = new Stack<OrganizationalUnit>();
        return Find(Root, accountId, units) is { } account
            ? OrganizationPath.Of(this, [.. units.Reverse()], account)
            : null;
    }

    /// <summary>All units, the root first.</summary>
    /// <returns>The units.</returns>
    internal IEnumerable<OrganizationalUnit> Units()
    {
        var waiting = new Stack<OrganizationalUnit>([Root]);
        while (waiting.TryPop(out OrganizationalUnit? unit))
        {
            yield return unit;
            foreach (OrganizationalUnit child in unit.OrganizationalUnits.Reverse())
            {
                waiting.Push(child);
            }
        }
    }

    /// <summary>All accounts of all units.</summary>
    /// <returns>The accounts.</returns>
    internal IEnumerable<OrganizationAccount> Accounts() => Units().SelectMany(unit => unit.Accounts);

    private static OrganizationAccount? Find(
        OrganizationalUnit unit, string accountId, Stack<OrganizationalUnit> above)
    {
        above.Push(unit);
        OrganizationAccount? found =
            unit.Accounts.FirstOrDefault(
                account => string.Equals(account.AccountId, accountId, StringComparison.Ordinal))
            ?? unit.OrganizationalUnits
                .Select(child => Find(child, accountId, above))
                .FirstOrDefault(hit => hit is not null);
        if (found is null)
        {
            above.Pop();
        }

        return found;
    }
}
