using System.Collections.Concurrent;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Many writers at once: each success is there, a conflict changed nothing, readers miss nothing.</summary>
public abstract class StoreConcurrency(StoreFixture fixture) : StoreSpecification(fixture)
{
    /// <summary>How many write at once.</summary>
    protected virtual int Writers => 8;

    /// <summary>How many commits each makes.</summary>
    protected virtual int Commits => 12;

    [Fact]
    public async Task WritersOnKeysOfTheirOwn_AllSucceed()
    {
        IIamStore[] stores = await StoresAsync();
        long before = await RevisionAsync();

        await EachWriterAsync(async (writer, i) =>
        {
            IIamStore store = stores[writer % stores.Length];
            long decided = (await store.GetSnapshotAsync(None)).Revision;
            await store.CommitAsync(Commit(decided, [Sample.User($"w{writer}-{i}")]), None);
        });

        long last = before + (Writers * Commits);
        IIamSnapshot snapshot = await Store.GetSnapshotAsync(last, None);
        Assert.Equal(last, snapshot.Revision);
        Assert.Equal(Writers * Commits, await snapshot.CountAsync(IamEntityKind.User, Account, None));
        await LogIsWholeAsync(before, last);
    }

    [Fact]
    public async Task WritersOnOneKey_LoseNoUpdate_AndRefusedOnesChangeNothing()
    {
        IIamStore[] stores = await StoresAsync();
        long first = await PutAsync(Sample.User("shared"));
        var made = new ConcurrentBag<string>();
        var refused = new ConcurrentBag<string>();

        await EachWriterAsync(async (writer, i) =>
        {
            IIamStore store = stores[writer % stores.Length];
            string mark = $"m{writer}-{i}";
            IIamSnapshot snapshot = await store.GetSnapshotAsync(None);
            IamUser user = (await snapshot.FindUserAsync(Account, "shared", None))!.User;
            IamUser marked = user with { Tags = [.. user.Tags, new IamTag(mark, string.Empty)] };
            try
            {
                await store.CommitAsync(Commit(snapshot.Revision, [marked, Sample.Group(mark)]), None);
                made.Add(mark);
            }
            catch (IamRevisionConflictException)
            {
                refused.Add(mark);
            }
        });

        IIamSnapshot end = await Store.GetSnapshotAsync(first + made.Count, None);
        IamUser shared = (await end.FindUserAsync(Account, "shared", None))!.User;
        IReadOnlyList<IamEntity> groups = await end.ListAsync(
            new IamEntityQuery { Kind = IamEntityKind.Group, AccountId = Account }, None);
        Assert.Equal(Writers * Commits, made.Count + refused.Count);
        Assert.NotEmpty(made);
        Assert.Equal(made.Order(), shared.Tags.Select(tag => tag.Key).Order());
        Assert.Equal(made.Order(), Sample.Names(groups).Order());
        Assert.Equal(first + made.Count, end.Revision);
        await LogIsWholeAsync(first, end.Revision);
    }

    [Fact]
    public async Task OneOfTwoWritersOnTheSameRevision_Wins()
    {
        IIamStore[] stores = await StoresAsync();
        for (int round = 0; round < Commits; round++)
        {
            long decided = await PutAsync(Sample.User("shared"));
            using var start = new Barrier(2);

            bool[] won = await Task.WhenAll(Enumerable.Range(0, 2).Select(writer => Task.Run(async () =>
            {
                IamUser mine = Sample.User("shared") with { UniqueId = $"AIDA{writer}" };
                start.SignalAndWait();
                Exception? problem = await Record.ExceptionAsync(
                    async () => await stores[writer % stores.Length].CommitAsync(Commit(decided, [mine]), None));
                Assert.True(problem is null or IamRevisionConflictException, problem?.ToString());
                return problem is null;
            })));

            IIamSnapshot snapshot = await Store.GetSnapshotAsync(decided + 1, None);
            string? winner = (await snapshot.FindUserAsync(Account, "shared", None))!.User.UniqueId;
            Assert.Single(won, hasWon => hasWon);
            Assert.Equal($"AIDA{Array.IndexOf(won, true)}", winner);
        }
    }

    [Fact]
    public async Task ReaderThatTailsTheLog_MissesNothing_AndReadsNothingTwice()
    {
        IIamStore[] stores = await StoresAsync();
        long before = await RevisionAsync();
        int left = Writers * Commits;
        var tail = new List<ChangeLogEntry>();

        Task tailing = Task.Run(async () =>
        {
            bool isWritten;
            IReadOnlyList<ChangeLogEntry> page;
            do
            {
                isWritten = Volatile.Read(ref left) == 0;
                long after = tail.Count == 0 ? before : tail[^1].Revision;
                page = await stores[^1].ReadChangeLogAsync(
                    new ChangeLogQuery { AfterRevision = after, CountMax = 7 }, None);
                tail.AddRange(page);
            }
            while (!isWritten || page.Count > 0);
        });
        await EachWriterAsync(async (writer, i) =>
        {
            string account = writer % 2 == 0 ? Account : OtherAccount;
            IIamStore store = stores[writer % stores.Length];
            await store.CommitAsync(Commit(before, [Sample.User($"w{writer}-{i}", account)], account), None);
            Interlocked.Decrement(ref left);
        });
        await tailing;

        Assert.Equal(
            Enumerable.Range(1, Writers * Commits).Select(number => before + number),
            tail.Select(entry => entry.Revision));
        Assert.Null((await ChangeLogVerifier.VerifyAsync(Store, anchors: tail.Select(ChangeLogAnchor.Of))).Fault);
    }

    [Fact]
    public async Task ReadersAmidCommits_SeeWholeCommitsOnly()
    {
        await PutAsync(Sample.User("a") with { UniqueId = "0" }, Sample.User("b") with { UniqueId = "0b" });
        using var written = new CancellationTokenSource();

        Task[] readers =
        [
            .. Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
            {
                long last = 0;
                while (!written.IsCancellationRequested)
                {
                    IIamSnapshot snapshot = await SnapshotAsync();
                    string? a = (await snapshot.FindUserAsync(Account, "a", None))!.User.UniqueId;
                    string? b = (await snapshot.FindUserAsync(Account, "b", None))!.User.UniqueId;
                    Assert.Equal(a + "b", b);
                    Assert.True(snapshot.Revision >= last, "A later snapshot is of an earlier revision.");
                    last = snapshot.Revision;
                }
            })),
        ];
        for (int i = 1; i <= Commits * 2; i++)
        {
            await PutAsync(Sample.User("a") with { UniqueId = $"{i}" }, Sample.User("b") with { UniqueId = $"{i}b" });
        }

        await written.CancelAsync();
        await Task.WhenAll(readers);
    }

    /// <summary>The store, and a second object on its data where there can be one.</summary>
    private async Task<IIamStore[]> StoresAsync() =>
        await Fixture.OpenAnotherAsync() is { } another ? [Store, another] : [Store];

    private Task EachWriterAsync(Func<int, int, Task> write) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < Commits; i++)
            {
                await write(writer, i);
            }
        })));

    private static IamCommit Commit(long revision, IamEntity[] puts, string account = Account) => new()
    {
        ExpectedRevision = revision,
        AccountId = account,
        Action = "iam:Test",
        Puts = [.. puts],
    };

    private async Task LogIsWholeAsync(long first, long last)
    {
        IReadOnlyList<ChangeLogEntry> log = await LogAsync(new ChangeLogQuery { AfterRevision = first });
        Assert.Equal(
            Enumerable.Range(1, (int)(last - first)).Select(number => first + number),
            log.Select(entry => entry.Revision));
        Assert.Null((await ChangeLogVerifier.VerifyAsync(Store)).Fault);
    }
}
