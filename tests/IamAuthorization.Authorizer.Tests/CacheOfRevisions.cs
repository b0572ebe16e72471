using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>The cache on its own, with news that come late, twice or never.</summary>
public sealed class CacheOfRevisions : IDisposable
{
    private static readonly IamEntityKey Alice = IamEntityKey.User(World.Home, "alice");
    private static readonly IamEntityKey Sales = IamEntityKey.Group(World.Home, "Sales");
    private static readonly IamEntityKey Other = IamEntityKey.Group(World.Home, "Other");

    private readonly NewsStore _store = new();
    private readonly RevisionedCache _cache;

    public CacheOfRevisions() => _cache = new RevisionedCache(_store, Options.Create(new IamAuthorizerOptions()));

    public void Dispose() => _cache.Dispose();

    [Theory]
    [InlineData(5, true)]
    [InlineData(4, false)]
    public void Entry_ServesNoSnapshotOlderThanItself(long revision, bool isFound)
    {
        KeepAt(5);

        Assert.Equal(isFound, IsFoundAt(revision));
    }

    [Fact]
    public void Change_OfSomethingElse_LeavesTheEntry()
    {
        KeepAt(5);

        _store.Tell(6, Other);

        Assert.True(IsFoundAt(6));
        Assert.True(IsFoundAt(5));
    }

    public static TheoryData<string> Parts => new("User", "Group");

    [Theory]
    [MemberData(nameof(Parts))]
    public void Change_OfWhatItWasMadeFrom_EvictsTheEntry(string part)
    {
        KeepAt(5);

        _store.Tell(6, part == "User" ? Alice : Sales);

        Assert.False(IsFoundAt(6));
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void SnapshotAheadOfTheNews_EmptiesTheCache()
    {
        KeepAt(5);

        Assert.False(IsFoundAt(6));
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void GapInTheNews_EmptiesTheCache(long revision, bool isFound)
    {
        KeepAt(5);

        _store.Tell(revision, Other);

        Assert.Equal(isFound, IsFoundAt(revision));
    }

    [Fact]
    public void NewsThatTheEntryHasSeen_LeaveIt_AndDoNotTurnBackTime()
    {
        KeepAt(5);

        _store.Tell(5, Alice);
        _store.Tell(4, Other);

        Assert.True(IsFoundAt(5));
        KeepAt(5);
        Assert.True(IsFoundAt(5));
    }

    [Fact]
    public void ReadingOfAnOlderSnapshot_IsNotKept()
    {
        Assert.False(IsFoundAt(5));
        _store.Tell(6, Other);

        _cache.Keep(new Snapshot(5), Alice, "value", [Alice]);

        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void ValueOfAnotherKind_IsNotFound()
    {
        KeepAt(5);

        Assert.Null(_cache.Find<CallerPolicies>(new Snapshot(5), Alice));
    }

    [Fact]
    public void Reader_WhileAnotherChangesTheCache_DoesNotWait()
    {
        KeepAt(5);
        string? found = "not over";

        _cache.Keep(new Snapshot(5), Alice, "value", MadeFromAlice(() =>
        {
            _cache.Keep(new Snapshot(5), Sales, "other", [Sales]);
            found = _cache.Find<string>(new Snapshot(6), Alice);
        }));

        Assert.Null(found);
        Assert.Equal(1, _cache.Count);
        Assert.True(IsFoundAt(5));
    }

    [Fact]
    public void DisposedCache_HearsNoNews()
    {
        _cache.Dispose();

        Assert.False(_store.HasSubscriber);
    }

    private void KeepAt(long revision)
    {
        _cache.Find<string>(new Snapshot(revision), Alice);
        _cache.Keep(new Snapshot(revision), Alice, "value", [Alice, Sales]);
    }

    /// <summary>Keys that the cache reads while it is changed; another thread does something meanwhile.</summary>
    private static IEnumerable<IamEntityKey> MadeFromAlice(ThreadStart meanwhile)
    {
        var other = new Thread(meanwhile) { IsBackground = true };
        other.Start();
        Assert.True(other.Join(TimeSpan.FromMinutes(1)), "It waits for whoever changes the cache.");
        yield return Alice;
    }

    private bool IsFoundAt(long revision) => _cache.Find<string>(new Snapshot(revision), Alice) is not null;

    private sealed class NewsStore : IIamStore, IDisposable
    {
        private Action<IamChange>? _subscriber;

        public bool HasSubscriber => _subscriber is not null;

        public void Tell(long revision, IamEntityKey key) =>
            _subscriber!(new IamChange(revision, ImmutableArray.Create(key)));

        public IDisposable Subscribe(Action<IamChange> onChange)
        {
            _subscriber = onChange;
            return this;
        }

        public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
            ChangeLogQuery query, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public void Dispose() => _subscriber = null;

        public ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class Snapshot(long revision) : IIamSnapshot
    {
        public long Revision => revision;

        public ValueTask<IamAccount?> FindAccountAsync(string accountId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<UserWithGroups?> FindUserAsync(
            string accountId, string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IamRole?> FindRoleAsync(string accountId, string name, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<ManagedPolicy?> FindManagedPolicyAsync(Arn policyArn, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<ResourcePolicy?> FindResourcePolicyAsync(
            Arn resourceArn, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<SessionRevocation?> FindSessionRevocationAsync(
            Arn principalArn, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<OrganizationPath?> FindOrganizationPathAsync(
            string accountId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IamEntity?> FindAsync(IamEntityKey key, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<IamEntity?> FindByUniqueIdAsync(string uniqueId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<IReadOnlyList<IamEntity>> ListAsync(
            IamEntityQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<int> CountAsync(IamEntityKind kind, string accountId, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public ValueTask<IReadOnlyList<IamEntityKey>> ListReferrersAsync(
            IamReferrerQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
