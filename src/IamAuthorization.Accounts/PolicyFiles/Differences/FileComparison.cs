namespace IamAuthorization.Accounts;

/// <summary>Compares accounts of one state of a store with one reading of policy files.</summary>
internal sealed class FileComparison(
    IIamStore store, IIamSnapshot snapshot, PolicyFileReading reading, PolicyFileScope scope)
{
    /// <summary>One plan for each account.</summary>
    public async Task<IReadOnlyList<PolicyFilePlan>> PlanAsync(
        IReadOnlyList<string> accountIds, IUniqueIds ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!reading.IsRight)
        {
            return [.. accountIds.Select(accountId => PlanOf(accountId, [], [], []))];
        }

        var drafts = new List<AccountDraft>();
        foreach (string accountId in accountIds)
        {
            drafts.Add(await DraftAsync(accountId, ids, now, cancellationToken));
        }

        // WHY only now: a trust policy may name who is new in another account.
        var pinning = new TrustPinning(snapshot, drafts);
        var plans = new List<PolicyFilePlan>();
        foreach (AccountDraft draft in drafts)
        {
            plans.Add(await PlanAsync(draft, pinning, cancellationToken));
        }

        return plans;
    }

    private async Task<AccountDraft> DraftAsync(
        string accountId, IUniqueIds ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isKnown = await snapshot.FindAccountAsync(accountId, cancellationToken) is not null;
        if (WantedAccount.Of(reading, accountId, isKnown) is not { } wanted)
        {
            return AccountDraft.Refused(accountId, $"The folder holds no files of account {accountId}.");
        }

        if (scope == PolicyFileScope.WholeAccount)
        {
            AccountOfFiles all = await AccountOfFiles.ReadAsync(snapshot, accountId, cancellationToken);
            return AccountDraft.Of(all, wanted, written: null, new EntityCompletion(all, ids, now));
        }

        WrittenByFiles written =
            await WrittenByFiles.ReadAsync(store, accountId, snapshot.Revision, cancellationToken);
        AccountOfFiles some = await AccountOfFiles.FindAsync(
            snapshot,
            accountId,
            wanted.Entities.Select(entity => entity.Key).Union(written.Keys),
            cancellationToken);
        return AccountDraft.Of(some, wanted, written, new EntityCompletion(some, ids, now));
    }

    private async Task<PolicyFilePlan> PlanAsync(
        AccountDraft draft, TrustPinning pinning, CancellationToken cancellationToken)
    {
        IReadOnlyList<IamEntity> wanted = await pinning.PinAsync(draft, cancellationToken);
        IReadOnlyList<PolicyFileDifference> differences = draft.Compare(wanted);
        var obstacles = new SyncObstacles(snapshot, draft);
        IReadOnlyList<string> found = await obstacles.FindAsync(differences, cancellationToken);
        return PlanOf(
            draft.AccountId,
            [.. draft.Problems, .. found],
            differences,
            [.. pinning.Reads, .. draft.Wanted.Select(entity => entity.Key)]);
    }

    private PolicyFilePlan PlanOf(
        string accountId,
        IReadOnlyList<string> problems,
        IReadOnlyList<PolicyFileDifference> differences,
        IReadOnlyList<IamEntityKey> reads) => new()
        {
            AccountId = accountId,
            Revision = snapshot.Revision,
            Scope = scope,
            Findings = reading.Findings,
            Problems = [.. problems],
            Differences = [.. differences],
            Reads = [.. reads],
        };
}
