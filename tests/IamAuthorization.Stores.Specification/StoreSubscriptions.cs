using System.Collections.Concurrent;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Subscribers hear of every commit, in order, before anybody can see it.</summary>
public abstract class StoreSubscriptions(StoreFixture fixture) : StoreSpecification(fixture)
{
    [Fact]
    public async Task Commits_AreHeardInOrder_WithoutGaps_WithExactlyWhatChanged()
    {
        await PutAsync(Sample.User("alice"), Sample.User("bob"), Sample.Group("x"));
        var heard = new ConcurrentQueue<IamChange>();
        using IDisposable subscription = Store.Subscribe(heard.Enqueue);

        long first = await CommitAsync(
            [Sample.User("alice"), Sample.User("bob", Account, "x")],
            [IamEntityKey.Group(Account, "x"), IamEntityKey.Group(Account, "none")]);
        long second = await PutAsync(Sample.User("alice", OtherAccount));
        await Store.GetSnapshotAsync(second, None);

        Assert.Equal([first, second], heard.Select(change => change.Revision));
        Assert.Equal(["Group 111122223333/x", "User 111122223333/bob"], Texts(heard.First()));
        Assert.Equal(["User 444455556666/alice"], Texts(heard.Last()));
    }

    [Fact]
    public async Task CommitWithoutEffect_AndRefusedCommit_AreNotHeard()
    {
        long old = await PutAsync(Sample.User("alice"));
        long newest = await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });
        var heard = new ConcurrentQueue<IamChange>();
        using IDisposable subscription = Store.Subscribe(heard.Enqueue);

        await PutAsync(Sample.User("alice") with { UniqueId = "AIDA1" });
        await RefusesAsync(new IamCommit
        {
            ExpectedRevision = old,
            AccountId = Account,
            Action = "iam:Test",
            Puts = [Sample.User("alice")],
        });
        await PutAsync(Sample.User("bob"));

        Assert.Equal([newest + 1], heard.Select(change => change.Revision));
    }

    [Fact]
    public async Task EverySubscriber_Hears_UntilItsOwnSubscriptionEnds()
    {
        var first = new ConcurrentQueue<long>();
        var second = new ConcurrentQueue<long>();
        IDisposable ended = Store.Subscribe(change => first.Enqueue(change.Revision));
        using IDisposable kept = Store.Subscribe(change => second.Enqueue(change.Revision));

        long heardByBoth = await PutAsync(Sample.User("alice"));
        ended.Dispose();
        long heardByOne = await PutAsync(Sample.User("bob"));

        Assert.Equal([heardByBoth], first);
        Assert.Equal([heardByBoth, heardByOne], second);
    }

    [Fact]
    public async Task VisibleCommit_HasBeenHeard_UnderManyWriters()
    {
        const int Writers = 4;
        const int Commits = 10;
        long heard = await RevisionAsync();
        var gaps = new ConcurrentQueue<string>();
        using IDisposable subscription = Store.Subscribe(change =>
        {
            long previous = Interlocked.Exchange(ref heard, change.Revision);
            if (change.Revision != previous + 1)
            {
                gaps.Enqueue($"{change.Revision} after {previous}");
            }
        });
        using var written = new CancellationTokenSource();

        Task reading = Task.Run(async () =>
        {
            while (!written.IsCancellationRequested)
            {
                long visible = await RevisionAsync();
                Assert.True(Interlocked.Read(ref heard) >= visible, $"{visible} is visible and was not heard.");
            }
        });
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < Commits; i++)
            {
                await PutAsync(Sample.User($"u{writer}-{i}"));
            }
        })));
        await written.CancelAsync();
        await reading;

        Assert.Empty(gaps);
        Assert.Equal(await RevisionAsync(), heard);
    }

    private static IEnumerable<string> Texts(IamChange change) =>
        change.Keys.Select(key => key.ToString()).Order(StringComparer.Ordinal);
}
