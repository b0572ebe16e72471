using System.Collections.Concurrent;
using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.EntityFrameworkCore.Tests.Stores;

/// <summary>How old a state may be, and what happens when the database cannot be asked (threat C3).</summary>
[Trait("Threat", "C3")]
public sealed class Freshness
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _clock = new();

    public static TheoryData<string> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task MaxStaleness0_EverySnapshotIsTheNewest(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore writer = await database.OpenAsync(_clock);
        EfIamStore reader = await database.OpenAsync(_clock, new IamStoreOptions { MaxStaleness = TimeSpan.Zero });

        for (int i = 0; i < 5; i++)
        {
            long revision = await PutAsync(writer, $"u{i}");
            Assert.Equal(revision, (await reader.GetSnapshotAsync(None)).Revision);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task StateOlderThanMaxStaleness_IsConfirmedFirst(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore writer = await database.OpenAsync(_clock);
        EfIamStore reader = await database.OpenAsync(_clock);
        long revision = await PutAsync(writer, "u");

        _clock.Advance(TimeSpan.FromSeconds(30));
        long atTheLimit = (await reader.GetSnapshotAsync(None)).Revision;
        _clock.Advance(TimeSpan.FromTicks(1));
        long pastIt = (await reader.GetSnapshotAsync(None)).Revision;

        Assert.Equal((revision - 1, revision), (atTheLimit, pastIt));
    }

    [Fact]
    public async Task DatabaseAway_StateServesForMaxStaleness_ThenIsRefused_AndComesBackByItself()
    {
        await using TestDatabase database = await TestDatabase.NewAsync(TestDatabase.PostgreSql);
        EfIamStore store = await database.OpenAsync(_clock);
        long revision = await PutAsync(store, "u");

        await SharedPostgreSql.CutAsync(database.ConnectionString);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(revision, (await store.GetSnapshotAsync(None)).Revision);
        _clock.Advance(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<IamStoreUnavailableException>(async () => await store.GetSnapshotAsync(None));
        await Assert.ThrowsAsync<IamStoreUnavailableException>(async () => await PutAsync(store, "v"));
        await Assert.ThrowsAsync<IamStoreUnavailableException>(
            async () => await store.GetSnapshotAsync(revision + 1, None));

        await SharedPostgreSql.MendAsync(database.ConnectionString);
        Assert.Equal(revision, (await store.GetSnapshotAsync(None)).Revision);
        Assert.Equal(revision + 1, await PutAsync(store, "v"));
    }

    [Fact]
    public async Task ConnectionsLost_NextRead_NoticesNothing()
    {
        await using TestDatabase database = await TestDatabase.NewAsync(TestDatabase.PostgreSql);
        EfIamStore store = await database.OpenAsync(_clock);
        await PutAsync(store, "u");
        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);

        await SharedPostgreSql.CutAsync(database.ConnectionString);
        await SharedPostgreSql.MendAsync(database.ConnectionString);

        Assert.NotNull(await snapshot.FindUserAsync(Sample.Account, "u", None));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OlderStateRestored_UnderARunningNode_IsRefused(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore store = await database.OpenAsync(_clock);
        await PutAsync(store, "u");

        await database.ExecuteAsync("UPDATE iam_state SET revision = 0");
        _clock.Advance(TimeSpan.FromMinutes(1));

        IamStoreUnavailableException refused = await Assert.ThrowsAsync<IamStoreUnavailableException>(
            async () => await store.GetSnapshotAsync(None));
        Assert.Contains("an older state was restored", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task NodeThatWasAway_HearsEveryRevision_InOrder(string kind)
    {
        const int Commits = 25;
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore writer = await database.OpenAsync(_clock);
        EfIamStore reader = await database.OpenAsync(_clock);
        var heard = new ConcurrentQueue<IamChange>();
        using IDisposable subscription = reader.Subscribe(heard.Enqueue);

        for (int i = 0; i < Commits; i++)
        {
            await PutAsync(writer, $"u{i}");
        }

        await reader.Observer.RefreshAsync(None);

        Assert.Equal(Enumerable.Range(1, Commits).Select(number => (long)number), heard.Select(one => one.Revision));
        Assert.Equal(
            Enumerable.Range(0, Commits).Select(number => $"u{number}"),
            heard.Select(one => Assert.Single(one.Keys).Name));
    }

    private static async Task<long> PutAsync(EfIamStore store, string user) => await store.CommitAsync(
        new IamCommit
        {
            ExpectedRevision = (await store.GetSnapshotAsync(None)).Revision,
            AccountId = Sample.Account,
            Action = "iam:CreateUser",
            Puts = [Sample.User(user)],
        },
        None);
}
