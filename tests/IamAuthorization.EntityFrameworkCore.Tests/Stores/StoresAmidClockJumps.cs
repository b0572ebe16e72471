using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.Options;

namespace IamAuthorization.EntityFrameworkCore.Tests.Stores;

/// <summary>How fresh a node is, what it keeps and what it logs when its clock is put ahead or back.</summary>
[Trait("Threat", "C5")]
public sealed class StoresAmidClockJumps
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly JumpingClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, int> KindsAndHours => new()
    {
        { TestDatabase.Sqlite, -1 },
        { TestDatabase.Sqlite, 1 },
        { TestDatabase.Sqlite, 24 * 365 },
        { TestDatabase.PostgreSql, -1 },
        { TestDatabase.PostgreSql, 1 },
    };

    [Theory]
    [MemberData(nameof(KindsAndHours))]
    public async Task C5_StateOlderThanMaxStaleness_IsConfirmed_WhateverTheClockSays(string kind, int hours)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore writer = await database.OpenAsync(_clock);
        EfIamStore reader = await database.OpenAsync(_clock);
        long revision = await PutAsync(writer, "u");

        _clock.Jump(TimeSpan.FromHours(hours));
        _clock.Advance(TimeSpan.FromSeconds(30));
        long atTheLimit = (await reader.GetSnapshotAsync(None)).Revision;
        _clock.Advance(TimeSpan.FromTicks(1));
        long pastIt = (await reader.GetSnapshotAsync(None)).Revision;

        Assert.Equal((revision - 1, revision), (atTheLimit, pastIt));
    }

    [Theory]
    [MemberData(nameof(KindsAndHours))]
    public async Task C5_HistoryIsPrunedAmidAJump_OlderSnapshots_AnswerAsBefore_OrNotAtAll(string kind, int hours)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore store = await database.OpenAsync(_clock);
        await PutAsync(store, "u");
        IIamSnapshot older = await store.GetSnapshotAsync(None);
        await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = older.Revision,
                AccountId = Sample.Account,
                Action = "iam:DeleteUser",
                Deletions = [IamEntityKey.User(Sample.Account, "u")],
            },
            None);

        _clock.Jump(TimeSpan.FromHours(hours));
        await new StorePruner(store.Database, _clock, Options.Create(new IamStoreOptions())).PruneAsync(None);

        Assert.Null(await (await store.GetSnapshotAsync(None)).FindUserAsync(Sample.Account, "u", None));
        UserWithGroups? found = null;
        Exception? refused = await Record.ExceptionAsync(
            async () => found = await older.FindUserAsync(Sample.Account, "u", None));
        Assert.True(found is not null || refused is IamStoreUnavailableException, $"{found} {refused}");
    }

    [Theory]
    [MemberData(nameof(KindsAndHours))]
    public async Task C5_CommitsAmidJumps_KeepTheirOrderInTheLog_WhichIsWhole(string kind, int hours)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore store = await database.OpenAsync(_clock);

        for (int i = 0; i < 6; i++)
        {
            await PutAsync(store, $"u{i}");
            _clock.Jump(TimeSpan.FromHours(i % 2 == 0 ? hours : -hours));
        }

        IReadOnlyList<ChangeLogEntry> log = await store.ReadChangeLogAsync(new ChangeLogQuery(), None);
        Assert.Equal(Enumerable.Range(1, 6).Select(i => (long)i), log.Select(entry => entry.Sequence));
        Assert.Equal(2, log.Select(entry => entry.At).Distinct().Count());
        Assert.Null((await ChangeLogVerifier.VerifyAsync(store)).Fault);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task C5_PastTheEndOf32Bits_EntriesAreDatedAndFound(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind);
        EfIamStore store = await database.OpenAsync(_clock);
        DateTimeOffset end = DateTimeOffset.FromUnixTimeSeconds(int.MaxValue);
        _clock.Jump(end - _clock.GetUtcNow());
        await PutAsync(store, "u");
        _clock.Advance(TimeSpan.FromSeconds(1));

        await PutAsync(store, "v");

        IReadOnlyList<ChangeLogEntry> log = await store.ReadChangeLogAsync(new ChangeLogQuery(), None);
        Assert.Equal([end, end.AddSeconds(1)], log.Select(entry => entry.At));
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
