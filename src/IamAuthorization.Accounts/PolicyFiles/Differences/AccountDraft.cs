namespace IamAuthorization.Accounts;

/// <summary>What an account has of that on which files decide, and what it should have.</summary>
internal sealed class AccountDraft
{
    private AccountDraft(
        string accountId, IReadOnlyList<IamEntity> managed, IReadOnlyCollection<IamEntity> wanted)
    {
        AccountId = accountId;
        Managed = managed;
        Wanted = wanted;
    }

    public string AccountId { get; }

    /// <summary>What the store has: what of it is not wanted will go.</summary>
    public IReadOnlyList<IamEntity> Managed { get; }

    /// <summary>What the store should have, whole.</summary>
    public IReadOnlyCollection<IamEntity> Wanted { get; }

    /// <summary>What stands against it.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The keys of what will go.</summary>
    public IEnumerable<IamEntityKey> Gone =>
        Managed.Select(entity => entity.Key).Except(Wanted.Select(entity => entity.Key));

    /// <param name="stored">The account in the store, or that part of it which files may speak of.</param>
    /// <param name="files">What the files say.</param>
    /// <param name="written">What files wrote earlier; null when all that the account has is theirs.</param>
    /// <param name="completion">Gives entities of files what files leave out.</param>
    public static AccountDraft Of(
        AccountOfFiles stored, WantedAccount files, WrittenByFiles? written, EntityCompletion completion)
    {
        var draft = new AccountDraft(
            files.AccountId, [.. ManagedOf(stored, files, written)], completion.Complete(files));
        draft.Problems.AddRange(completion.Problems);
        return draft;
    }

    public static AccountDraft Refused(string accountId, string problem)
    {
        var draft = new AccountDraft(accountId, [], []);
        draft.Problems.Add(problem);
        return draft;
    }

    /// <summary>All differences, in the order of kind and name.</summary>
    /// <param name="wanted">What is wanted, as it is stored.</param>
    public IReadOnlyList<PolicyFileDifference> Compare(IEnumerable<IamEntity> wanted)
    {
        var differences = new List<PolicyFileDifference>();
        var before = Managed.ToDictionary(entity => entity.Key);
        foreach (IamEntity after in wanted)
        {
            before.Remove(after.Key, out IamEntity? was);
            if (was is null || !EntityOrder.Of(was).Equals(EntityOrder.Of(after)))
            {
                differences.Add(new PolicyFileDifference(after.Key, was, after));
            }
        }

        differences.AddRange(before.Values.Select(gone => new PolicyFileDifference(gone.Key, gone, After: null)));
        return [.. differences.OrderBy(difference => difference.Key, KeyOrder.Instance)];
    }

    private static IEnumerable<IamEntity> ManagedOf(
        AccountOfFiles stored, WantedAccount files, WrittenByFiles? written)
    {
        IEnumerable<IamEntity> principals = stored.Entities.Where(
            entity => entity is not ManagedPolicyVersion && !WantedAccount.IsLinked(entity) && IsOfFiles(entity));
        foreach (IamEntity entity in principals)
        {
            yield return entity;

            // WHY: versions come and go with their policy, whoever made them.
            foreach (ManagedPolicyVersion version in entity is ManagedPolicy policy ? stored.VersionsOf(policy) : [])
            {
                yield return version;
            }
        }

        foreach (IamEntity entity in AccountFileOf(stored, files).Where(IsOfFiles))
        {
            yield return entity;
        }

        if (files.HasOrganizationFile && stored.Organization is { } organization)
        {
            yield return organization;
        }

        bool IsOfFiles(IamEntity entity) =>
            entity is IamAccount or AccountAlias
            || written is null
            || files.Has(entity.Key)
            || written.Has(entity);
    }

    private static IEnumerable<IamEntity> AccountFileOf(AccountOfFiles stored, WantedAccount files)
    {
        if (!files.HasAccountFile || stored.Account is not { } account)
        {
            return [];
        }

        AccountAlias[] alias = account.Alias is { } name ? [new AccountAlias(name, account.Id)] : [];
        return [.. stored.ResourcePolicies, account, .. alias];
    }
}
