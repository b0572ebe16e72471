using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>Looks at what a killed writer left: nothing lost, nothing half, the log whole.</summary>
internal sealed class StormVerifier
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ChangeLogWalk _walk = new([]);
    private bool _isBroken;

    /// <summary>How many commits are in the log.</summary>
    public long Commits { get; private set; }

    /// <summary>How many commits there are whose acknowledgement nobody heard.</summary>
    public long Unheard { get; private set; }

    /// <param name="store">The store, opened anew.</param>
    /// <param name="acknowledged">The names of acknowledged commits since the last time, by revision.</param>
    /// <returns>What is wrong.</returns>
    public async Task<IReadOnlyList<string>> VerifyAsync(
        EfIamStore store, IReadOnlyDictionary<long, string> acknowledged)
    {
        var problems = new List<string>();
        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);
        var found = new Dictionary<long, string>();
        IReadOnlyList<ChangeLogEntry> page;
        do
        {
            page = await store.ReadChangeLogAsync(new ChangeLogQuery { AfterRevision = Commits }, None);
            foreach (ChangeLogEntry entry in page)
            {
                problems.AddRange(ProblemsOfChain(entry));
                problems.AddRange(await ProblemsOfContentAsync(snapshot, entry));
                found.Add(entry.Revision, entry.Action);
                Commits = entry.Revision;
            }
        }
        while (page.Count > 0);

        problems.AddRange(acknowledged
            .Where(one => found.GetValueOrDefault(one.Key) != one.Value)
            .Select(one => $"LOST: revision {one.Key}, {one.Value}, was acknowledged and is not there"));
        if (snapshot.Revision != Commits)
        {
            problems.Add($"GAP: the store is at {snapshot.Revision}, its log ends at {Commits}");
        }

        Unheard += found.Count - acknowledged.Count;
        problems.AddRange(await ProblemsOfCountsAsync(snapshot));
        return problems;
    }

    /// <summary>Walks the log from its beginning once more: what was sound after a kill still is.</summary>
    public async Task<IReadOnlyList<string>> VerifyWholeLogAsync(EfIamStore store)
    {
        ChangeLogVerification whole =
            await ChangeLogVerifier.VerifyAsync(store, anchors: _walk.End().Heads);
        return whole.Fault is { } fault
            ? [$"CHAIN: {fault.Message}"]
            : whole.EntryCount == Commits ? [] : [$"GAP: {whole.EntryCount} entries for {Commits} commits"];
    }

    /// <summary>WHY revisions, too: all commits are of one account, so neither they nor its log have gaps.</summary>
    private IEnumerable<string> ProblemsOfChain(ChangeLogEntry entry)
    {
        if (entry.Revision != Commits + 1)
        {
            yield return $"GAP: entry {entry.Sequence} of revision {entry.Revision} follows revision {Commits}";
        }

        if (!_isBroken && !_walk.Admits(entry))
        {
            _isBroken = true;
            yield return $"CHAIN: {_walk.End().Fault!.Message}";
        }
    }

    private static async Task<IEnumerable<string>> ProblemsOfContentAsync(IIamSnapshot snapshot, ChangeLogEntry entry)
    {
        var problems = new List<string>();
        foreach (IamEntity expected in StormWriter.EntitiesOf(entry.Action))
        {
            if (!expected.Equals(await snapshot.FindAsync(expected.Key, None)))
            {
                problems.Add($"HALF: {expected.Key} of revision {entry.Revision} is not there as it was put");
            }
        }

        return problems;
    }

    /// <summary>Whatever there is beside what the log tells of shows in the counts.</summary>
    private async Task<IEnumerable<string>> ProblemsOfCountsAsync(IIamSnapshot snapshot)
    {
        var problems = new List<string>();
        foreach (IamEntityKind kind in (IamEntityKind[])
            [IamEntityKind.User, IamEntityKind.Group, IamEntityKind.ManagedPolicy])
        {
            int count = await snapshot.CountAsync(kind, StormWriter.Account, None);
            if (count != Commits)
            {
                problems.Add($"HALF: {count} of {kind} for {Commits} commits");
            }
        }

        return problems;
    }
}
