namespace IamAuthorization.Accounts;

/// <summary>What stands against a change and is not in the files: credentials, aliases, linked roles.</summary>
internal static class SyncObstacles
{
    public static async Task<IReadOnlyList<string>> FindAsync(
        IIamSnapshot snapshot, FileComparison comparison, string accountId, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (PolicyFileDifference difference in comparison.Differences)
        {
            if (difference is { After: AccountAlias alias }
                && await snapshot.FindAsync(alias.Key, cancellationToken) is AccountAlias other
                && other.AccountId != accountId)
            {
                problems.Add($"The alias `{alias.Alias}` is another account's.");
            }

            if (difference.Before is { } before && IsAnother(before, difference.After))
            {
                problems.AddRange(await FindAsync(snapshot, before, cancellationToken));
            }
        }

        return problems;
    }

    /// <summary>Whether what there was will be gone, even when something new has its name.</summary>
    private static bool IsAnother(IamEntity before, IamEntity? after) =>
        after is null || IamEntityIds.UniqueIdOf(before) != IamEntityIds.UniqueIdOf(after);

    private static async Task<IEnumerable<string>> FindAsync(
        IIamSnapshot snapshot, IamEntity gone, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        IReadOnlyList<IamEntityKey> referrers =
            await snapshot.ListReferrersAsync(new IamReferrerQuery { Target = gone.Key }, cancellationToken);
        foreach (IamEntityKey referrer in referrers)
        {
            if (gone is IamUser && referrer.Kind is not IamEntityKind.User)
            {
                problems.Add(
                    $"{gone.Key} would be gone and has {referrer}: files never touch credentials, delete it first.");
            }

            if (gone is ManagedPolicy
                && await snapshot.FindAsync(referrer, cancellationToken) is IamRole { LinkedService: not null })
            {
                problems.Add($"{gone.Key} would be gone and belongs to {referrer}, which is linked to a service.");
            }
        }

        return problems;
    }
}
