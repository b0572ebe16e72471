using System.Globalization;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>Nodes over one account, on which clients that work at once make histories.</summary>
/// <param name="nodes">The nodes.</param>
/// <param name="isOne">Whether every node knows of each commit as soon as it was acknowledged.</param>
/// <param name="runAsync">Runs all clients at once, each to its end.</param>
public sealed class AccountCluster(
    IReadOnlyList<AccountNode> nodes,
    bool isOne,
    Func<IReadOnlyList<Func<Task>>, Task> runAsync)
{
    private const int Clients = 4;
    private const int OperationsPerClient = 4;

    private static readonly AccountVerb[] Changes = [.. Enum.GetValues<AccountVerb>().Except([AccountVerb.Check])];

    private int _number;

    /// <summary>What a node does from time to time to hear of others' commits; null for nothing.</summary>
    public Func<int, Task>? ListenAsync { get; init; }

    /// <summary>How far the clock is moved in a history, and after how much nobody may be behind any more.</summary>
    public ClockOfNodes? Clock { get; init; }

    /// <summary>Puts the account into the store, which is empty.</summary>
    public Task PrepareAsync() => nodes[0].PrepareAsync();

    /// <summary>Makes one history and holds everything that is promised against it.</summary>
    public async Task HoldAsync(Random random)
    {
        AccountHistory history = await PlayAsync(random);
        Assert.All(history.Operations, one => Assert.Null(one.Operation.Failure));
        string? violation = history.FindViolation();
        Assert.True(violation is null, violation);
    }

    /// <summary>Makes one history.</summary>
    public async Task<AccountHistory> PlayAsync(Random random)
    {
        IIamSnapshot start = await NewestAsync();
        AccountState initial = await AccountSetup.ReadAsync(start);
        var recorder = new HistoryRecorder<AccountOperation>();
        var known = new NewestRevision(start.Revision);
        AccountOperation[][] scripts = [.. Enumerable.Range(0, Clients).Select(_ => Script(random))];
        Clock?.Begin(recorder.Tick, random);
        await runAsync([.. scripts.Select(script => (Func<Task>)(() => FollowAsync(script, recorder, known)))]);
        return new AccountHistory(
            initial,
            await WithCommitsAsync(recorder.Recorded, start.Revision),
            isOne ? null : nodes.Count,
            Clock is null ? null : Clock.DeadlineOf);
    }

    private async Task FollowAsync(
        AccountOperation[] script, HistoryRecorder<AccountOperation> recorder, NewestRevision known)
    {
        foreach (AccountOperation asked in script)
        {
            await recorder.RecordAsync(async () =>
            {
                long? revisionMin = asked.PassesRevision ? known.Value : null;
                AccountOperation answered = await nodes[asked.Node].PerformAsync(asked, revisionMin);
                known.Learn(answered.Revision);
                return answered;
            });
            Clock?.Acknowledge(asked.Number);
            if (ListenAsync is not null && asked.Number % 3 == 0)
            {
                await ListenAsync(asked.Node);
            }
        }
    }

    private AccountOperation[] Script(Random random) =>
    [
        .. Enumerable.Range(0, OperationsPerClient).Select(_ => new AccountOperation
        {
            Number = ++_number,
            Verb = random.Next(2) == 0 ? AccountVerb.Check : Changes[random.Next(Changes.Length)],
            Node = random.Next(nodes.Count),
            User = random.Next(AccountState.Users),
            PassesRevision = random.Next(2) == 0,
        }),
    ];

    /// <summary>The newest state, which every node knows of before a history begins.</summary>
    private async Task<IIamSnapshot> NewestAsync()
    {
        long revision = 0;
        foreach (AccountNode node in nodes)
        {
            revision = Math.Max(revision, (await node.Store.GetSnapshotAsync(default)).Revision);
        }

        foreach (AccountNode node in nodes)
        {
            await node.CatchUpAsync(revision);
        }

        return await nodes[0].Store.GetSnapshotAsync(revision, default);
    }

    /// <summary>Notes which operations made revisions, as the change log has it.</summary>
    private async Task<IReadOnlyList<Recorded<AccountOperation>>> WithCommitsAsync(
        IReadOnlyList<Recorded<AccountOperation>> recorded, long after)
    {
        IReadOnlyList<ChangeLogEntry> log = await nodes[0].Store.ReadChangeLogAsync(
            new ChangeLogQuery { AfterRevision = after }, default);
        Dictionary<int, long> made = log.ToDictionary(
            entry => int.Parse(entry.Origin.RequestId!, CultureInfo.InvariantCulture), entry => entry.Revision);
        return
        [
            .. recorded.Select(one => made.TryGetValue(one.Operation.Number, out long revision)
                ? one with { Operation = one.Operation with { Committed = revision } }
                : one),
        ];
    }
}
