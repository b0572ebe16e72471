using System.Collections.Concurrent;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Two store objects on the same data, as two nodes have them; not for stores in one object.</summary>
public abstract class StoreNodes(StoreFixture fixture) : StoreSpecification(fixture)
{
    private static readonly IamEntityKey Alice = IamEntityKey.User(Account, "alice");

    [Fact]
    public async Task RevisionMadeOnAnotherNode_AskedFor_IsSeenWhole()
    {
        IIamStore another = await AnotherAsync();
        long revision = await PutAsync([.. StoreReads.OneOfEach]);

        IIamSnapshot snapshot = await another.GetSnapshotAsync(revision, None);

        foreach (IamEntity entity in StoreReads.OneOfEach)
        {
            Assert.Equal(entity, await snapshot.FindAsync(entity.Key, None));
        }
    }

    [Fact]
    public async Task LastUseRecordedOnAnotherNode_IsFound()
    {
        IIamStore another = await AnotherAsync();
        var use = new IamLastUse { Id = "AKIA1", At = Sample.Instant };

        await ((IIamLastUsedStore)another).RecordLastUsesAsync([use], None);

        Assert.Equal(use, (await ((IIamLastUsedStore)Store).FindLastUsesAsync(["AKIA1"], None))["AKIA1"]);
    }

    [Fact]
    public async Task RevisionThatNoNodeMade_IsNotWaitedFor()
    {
        IIamStore another = await AnotherAsync();
        long revision = await PutAsync(Sample.User("alice"));

        await Assert.ThrowsAsync<IamStoreUnavailableException>(
            async () => await another.GetSnapshotAsync(revision + 1, None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nodes_RefuseEachOthersConflicts_WhetherTheyHaveSeenThemOrNot(bool isSeen)
    {
        IIamStore another = await AnotherAsync();
        long decided = await PutAsync(Sample.User("alice"));
        long revision = await another.CommitAsync(Rename(decided, "eve"), None);
        if (isSeen)
        {
            await Store.GetSnapshotAsync(revision, None);
        }

        IamRevisionConflictException conflict = await Assert.ThrowsAsync<IamRevisionConflictException>(
            async () => await Store.CommitAsync(Rename(decided, "mallory"), None));

        IIamSnapshot snapshot = await Store.GetSnapshotAsync(revision, None);
        Assert.Equal((Alice, revision), (conflict.Key, conflict.ActualRevision));
        Assert.Equal(revision, snapshot.Revision);
        Assert.Null(await snapshot.FindUserAsync(Account, "mallory", None));
        Assert.NotNull(await snapshot.FindUserAsync(Account, "eve", None));
    }

    [Fact]
    public async Task SnapshotOfOneNode_StaysAsItIs_WhenAnotherCommits()
    {
        IIamStore another = await AnotherAsync();
        long revision = await PutAsync(Sample.User("alice"));
        IIamSnapshot before = await another.GetSnapshotAsync(revision, None);

        await Store.CommitAsync(Rename(revision, "eve"), None);

        Assert.NotNull(await before.FindUserAsync(Account, "alice", None));
        Assert.Null(await before.FindUserAsync(Account, "eve", None));
        Assert.Equal(revision, before.Revision);
    }

    [Fact]
    public async Task CommitOfAnotherNode_IsHeard_BeforeItIsVisible()
    {
        IIamStore another = await AnotherAsync();
        var heard = new ConcurrentQueue<IamChange>();
        using IDisposable subscription = another.Subscribe(heard.Enqueue);

        long first = await PutAsync(Sample.User("alice"));
        long second = await Store.CommitAsync(Rename(first, "eve"), None);
        await another.GetSnapshotAsync(second, None);

        Assert.Equal([first, second], heard.Select(change => change.Revision));
        Assert.Equal(["alice"], Sample.Names(heard.First().Keys));
        Assert.Equal(["alice", "eve"], Sample.Names(heard.Last().Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nodes_WriteOneLog()
    {
        IIamStore another = await AnotherAsync();
        long first = await PutAsync(Sample.User("alice"));
        await another.CommitAsync(Rename(first, "eve"), None);

        IReadOnlyList<ChangeLogEntry> log = await LogAsync();

        Assert.Equal(log, await another.ReadChangeLogAsync(new ChangeLogQuery(), None));
        Assert.Equal([1L, 2L], log.Select(entry => entry.Sequence));
        Assert.Equal(log[0].Hash, log[1].PreviousHash);
    }

    private static IamCommit Rename(long revision, string name) => new()
    {
        ExpectedRevision = revision,
        AccountId = Account,
        Action = "iam:UpdateUser",
        Puts = [Sample.User(name)],
        Deletions = [Alice],
    };

    private async Task<IIamStore> AnotherAsync()
    {
        IIamStore? another = await Fixture.OpenAnotherAsync();
        Assert.NotNull(another);
        return another;
    }
}
