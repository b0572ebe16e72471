using System.Collections.Immutable;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>What all chapters of the specification share: each test has an empty store of its own.</summary>
public abstract class StoreSpecification(StoreFixture fixture) : IAsyncLifetime
{
    protected const string Account = "111122223333";
    protected const string OtherAccount = "444455556666";

    protected static readonly CancellationToken None = CancellationToken.None;

    protected StoreFixture Fixture => fixture;

    protected IIamStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await fixture.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await fixture.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected ValueTask<IIamSnapshot> SnapshotAsync() => Store.GetSnapshotAsync(None);

    protected async Task<long> RevisionAsync() => (await SnapshotAsync()).Revision;

    /// <summary>Commits on the newest revision.</summary>
    protected Task<long> PutAsync(params ImmutableArray<IamEntity> puts) => CommitAsync(puts);

    /// <summary>Deletes on the newest revision.</summary>
    protected Task<long> DeleteAsync(params ImmutableArray<IamEntityKey> deletions) => CommitAsync([], deletions);

    protected async Task<long> CommitAsync(
        ImmutableArray<IamEntity> puts,
        ImmutableArray<IamEntityKey>? deletions = null,
        string accountId = Account,
        IamChangeOrigin? origin = null,
        string action = "iam:Test") =>
        await Store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = await RevisionAsync(),
                AccountId = accountId,
                Action = action,
                Origin = origin ?? IamChangeOrigin.App,
                Puts = puts,
                Deletions = deletions ?? [],
            },
            None);

    /// <summary>Fails unless a commit is refused, nothing changes and the log says nothing of it.</summary>
    protected async Task<IamRevisionConflictException> RefusesAsync(IamCommit commit)
    {
        long before = await RevisionAsync();

        IamRevisionConflictException conflict = await Assert.ThrowsAsync<IamRevisionConflictException>(
            async () => await Store.CommitAsync(commit, None));

        Assert.Equal((commit.ExpectedRevision, before), (conflict.ExpectedRevision, conflict.ActualRevision));
        Assert.Equal(before, await RevisionAsync());
        Assert.Empty(await LogAsync(new ChangeLogQuery { AfterRevision = before }));
        return conflict;
    }

    protected ValueTask<IReadOnlyList<ChangeLogEntry>> LogAsync(ChangeLogQuery? query = null) =>
        Store.ReadChangeLogAsync(query ?? new ChangeLogQuery(), None);

    protected async Task<T?> FindAsync<T>(IamEntityKey key)
        where T : IamEntity => (T?)await (await SnapshotAsync()).FindAsync(key, None);
}
