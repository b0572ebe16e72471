namespace IamAuthorization.Accounts;

/// <summary>What differs between an account of the store and the files, and what stands against a change.</summary>
internal sealed class FileComparison
{
    public static FileComparison None => new();

    public List<PolicyFileDifference> Differences { get; } = [];

    public List<string> Problems { get; } = [];

    public static FileComparison Refused(string problem)
    {
        var comparison = new FileComparison();
        comparison.Problems.Add(problem);
        return comparison;
    }

    /// <summary>Compares what the store has with what it should have.</summary>
    public static FileComparison Of(
        AccountOfFiles stored, WantedAccount wanted, IReadOnlyCollection<IamEntity> completed)
    {
        var comparison = new FileComparison();
        var before = Managed(stored, wanted).ToDictionary(entity => entity.Key);
        foreach (IamEntity after in completed)
        {
            IamEntity? was = before.GetValueOrDefault(after.Key);
            before.Remove(after.Key);
            if (was is null || !EntityOrder.Of(was).Equals(EntityOrder.Of(after)))
            {
                comparison.Differences.Add(new PolicyFileDifference(after.Key, was, after));
            }
        }

        comparison.Differences.AddRange(before.Values.Select(
            gone => new PolicyFileDifference(gone.Key, gone, After: null)));
        return comparison;
    }

    /// <summary>The entities of which the files speak: those that are not in them will go.</summary>
    private static IEnumerable<IamEntity> Managed(AccountOfFiles stored, WantedAccount wanted)
    {
        IEnumerable<IamEntity> entities = stored.Entities.Where(entity => !WantedAccount.IsLinked(entity));
        if (wanted.HasAccountFile && stored.Account is { } account)
        {
            entities = entities.Concat(stored.ResourcePolicies).Append(account);
            if (account.Alias is { } alias)
            {
                entities = entities.Append(new AccountAlias(alias, account.Id));
            }
        }

        return wanted.HasOrganizationFile && stored.Organization is { } organization
            ? entities.Append(organization)
            : entities;
    }
}
