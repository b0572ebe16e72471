namespace IamAuthorization.Accounts;

/// <summary>
/// What stands against a change and is not in the files: credentials, aliases, and entities on which the files do not
/// decide but which use what would go.
/// </summary>
internal sealed class SyncObstacles(IIamSnapshot snapshot, AccountDraft draft)
{
    /// <summary>As many users of one entity are named; more of them would only be more to read.</summary>
    private const int NamedMax = 10;

    private readonly HashSet<IamEntityKey> _ofFiles =
        [.. draft.Managed.Concat(draft.Wanted).Select(entity => entity.Key)];

    public async Task<IReadOnlyList<string>> FindAsync(
        IEnumerable<PolicyFileDifference> differences, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (PolicyFileDifference difference in differences)
        {
            if (difference is { After: AccountAlias alias }
                && await snapshot.FindAsync(alias.Key, cancellationToken) is AccountAlias other
                && other.AccountId != draft.AccountId)
            {
                problems.Add($"The alias `{alias.Alias}` is another account's.");
            }

            if (difference.Before is { } before && IsAnother(before, difference.After))
            {
                IamEntityKey[] users = await UsersOfAsync(before.Key, cancellationToken);
                problems.AddRange(users.Select(user => ProblemOf(before, user)));
            }
        }

        return problems;
    }

    /// <summary>Whether what there was will be gone, even when something new has its name.</summary>
    private static bool IsAnother(IamEntity before, IamEntity? after) =>
        after is null || IamEntityIds.UniqueIdOf(before) != IamEntityIds.UniqueIdOf(after);

    private static string ProblemOf(IamEntity gone, IamEntityKey user) => gone is IamUser
        ? $"{gone.Key} would be gone and has {user}: files never touch credentials, delete it first."
        : $"{gone.Key} would be gone and {user} uses it, on which the files do not decide: take it away there first.";

    /// <summary>What refers to an entity and stays as it is.</summary>
    private async Task<IamEntityKey[]> UsersOfAsync(IamEntityKey gone, CancellationToken cancellationToken)
    {
        var users = new List<IamEntityKey>();
        var query = new IamReferrerQuery { Target = gone };
        while (users.Count < NamedMax)
        {
            IReadOnlyList<IamEntityKey> page = await snapshot.ListReferrersAsync(query, cancellationToken);
            users.AddRange(page.Where(user => !_ofFiles.Contains(user)));
            if (page.Count < query.CountMax)
            {
                break;
            }

            query = new IamReferrerQuery { Target = gone, After = page[^1] };
        }

        return [.. users.Distinct().Take(NamedMax)];
    }
}
