using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.EntityFrameworkCore.Tests.Stores;

/// <summary>What was replaced long ago goes; a snapshot of that time is refused and never has holes.</summary>
public sealed class Pruning
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly IamEntityKey Alice = IamEntityKey.User(Sample.Account, "alice");
    private static readonly Arn Order = Arn.Parse($"arn:aws:orders:eu-west-1:{Sample.Account}:order/1");

    private readonly FakeTimeProvider _clock = new();

    public static TheoryData<string> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SnapshotYoungerThanTheHorizon_ReadsAsBefore_OlderOneIsRefused(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore store = await database.OpenAsync(_clock);
        IIamSnapshot empty = await store.GetSnapshotAsync(None);
        await PutAsync(store, "AIDA1");
        IIamSnapshot old = await store.GetSnapshotAsync(None);
        await PutAsync(store, "AIDA2");
        _clock.Advance(TimeSpan.FromHours(1));
        await PutAsync(store, "AIDA3");
        IIamSnapshot young = await store.GetSnapshotAsync(None);
        await PutAsync(store, "AIDA4");

        long horizon = await PruneAsync(store);

        Assert.Equal(2, horizon);
        Assert.Equal("AIDA3", (await young.FindUserAsync(Sample.Account, "alice", None))!.User.UniqueId);
        foreach (IIamSnapshot snapshot in new[] { empty, old })
        {
            await RefusesAsync(async () => await snapshot.FindAsync(Alice, None));
            await RefusesAsync(async () => await snapshot.FindUserAsync(Sample.Account, "nobody", None));
            await RefusesAsync(async () => await snapshot.FindByUniqueIdAsync("AIDA9", None));
            await RefusesAsync(async () => await snapshot.CountAsync(IamEntityKind.User, Sample.Account, None));
            await RefusesAsync(async () => await snapshot.FindResourcePolicyAsync(Order, None));
            await RefusesAsync(async () => await snapshot.ListReferrersAsync(
                new IamReferrerQuery { Target = IamEntityKey.Group(Sample.Account, "g") }, None));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task WhatIsInForce_AndTheLog_AreNeverPruned(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore store = await database.OpenAsync(_clock);
        await PutAsync(store, "AIDA1");
        await PutAsync(store, "AIDA2");

        _clock.Advance(TimeSpan.FromDays(400));
        await PruneAsync(store);
        await PruneAsync(store);

        IIamSnapshot snapshot = await store.GetSnapshotAsync(None);
        Assert.Equal("AIDA2", (await snapshot.FindUserAsync(Sample.Account, "alice", None))!.User.UniqueId);
        Assert.Equal([Alice], await snapshot.ListReferrersAsync(
            new IamReferrerQuery { Target = IamEntityKey.Group(Sample.Account, "g") }, None));
        Assert.Equal(2, (await store.ReadChangeLogAsync(new ChangeLogQuery(), None)).Count);
        Assert.Equal(3, await PutAsync(store, "AIDA3"));
    }

    /// <summary>C5: an entry that a slow clock dated into the past must not make its neighbours old.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ClockOfAnotherNodeIsSlow_NothingYoungIsPruned(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore store = await database.OpenAsync(_clock);
        await PutAsync(store, "AIDA1");
        var slow = new FakeTimeProvider(_clock.GetUtcNow() - TimeSpan.FromHours(5));
        EfIamStore another = await database.OpenAsync(slow);
        await PutAsync(another, "AIDA2");

        Assert.Equal(0, await PruneAsync(store));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ResourcePolicy_IsFoundByAnyNode_HoweverItCame(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore writer = await database.OpenAsync(_clock);
        EfIamStore early = await database.OpenAsync(_clock);
        Assert.Null(await (await early.GetSnapshotAsync(None)).FindResourcePolicyAsync(Order, None));

        var policy = new ResourcePolicy(Order, Sample.Document(
            """{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}""", PolicyKind.Resource));
        long revision = await writer.CommitAsync(Commit(0, policy), None);
        EfIamStore late = await database.OpenAsync(_clock);

        foreach (EfIamStore store in new[] { writer, early, late })
        {
            IIamSnapshot snapshot = await store.GetSnapshotAsync(revision, None);
            Assert.Equal(policy, await snapshot.FindResourcePolicyAsync(Order, None));
            Assert.Null(await snapshot.FindResourcePolicyAsync(Arn.Parse(Order + "0"), None));
        }
    }

    private static async Task RefusesAsync(Func<Task> read)
    {
        IamStoreUnavailableException refused = await Assert.ThrowsAsync<IamStoreUnavailableException>(read);
        Assert.Contains("is no longer kept", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<long> PutAsync(EfIamStore store, string uniqueId)
    {
        long revision = (await store.GetSnapshotAsync(None)).Revision;
        return await store.CommitAsync(
            Commit(
                revision,
                Sample.Group("g") with { UniqueId = $"AGPA{revision}" },
                Sample.User("alice", Sample.Account, "g") with { UniqueId = uniqueId }),
            None);
    }

    private static IamCommit Commit(long revision, params IamEntity[] puts) => new()
    {
        ExpectedRevision = revision,
        AccountId = Sample.Account,
        Action = "iam:Test",
        Puts = [.. puts],
    };

    private Task<long> PruneAsync(EfIamStore store) =>
        new StorePruner(store.Database, _clock, Options.Create(new IamStoreOptions())).PruneAsync(None);
}
