using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>How long after a commit was acknowledged on one node another one decides on it.</summary>
internal static class FreshnessRunner
{
    private const int PauseMsMax = 30;

    public static async Task<int> RunAsync(int changes, TextWriter output)
    {
        if (PostgreSqlServer.FindBinaries() is null)
        {
            await output.WriteLineAsync("skipped, no server is installed under /usr/lib/postgresql.");
            return 0;
        }

        await using SurvivalPlace place = await SurvivalPlace.NewAsync("postgres");
        await MeasureAsync("with NOTIFY", isDeaf: false, await place.NewDatabaseAsync(0), changes, output);
        await MeasureAsync("NOTIFY cut, polled", isDeaf: true, await place.NewDatabaseAsync(1), changes, output);
        return 0;
    }

    private static async Task MeasureAsync(
        string name, bool isDeaf, string connection, int changes, TextWriter output)
    {
        var options = new IamStoreOptions();
        await using SurvivalStore writer =
            await SurvivalStore.OpenAsync(SurvivalStore.DialectOf("postgres", connection), options);
        StoreDialect listening = SurvivalStore.DialectOf("postgres", connection);
        await using SurvivalStore reader =
            await SurvivalStore.OpenAsync(isDeaf ? new DeafDialect(listening) : listening, options);
        var heardAt = new ConcurrentDictionary<long, long>();
        using IDisposable subscription = reader.Store.Subscribe(
            change => heardAt[change.Revision] = Stopwatch.GetTimestamp());

        var committedAt = new Dictionary<long, long>();
        var random = new Random(1);
        for (int i = 0; i < changes; i++)
        {
            long revision = await PutAsync(writer.Store, i);
            committedAt[revision] = Stopwatch.GetTimestamp();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(PauseMsMax)), TimeProvider.System);
        }

        await reader.Store.GetSnapshotAsync(changes, CancellationToken.None);
        double[] delays =
        [
            .. committedAt
                .Select(one => Math.Max(0, Stopwatch.GetElapsedTime(one.Value, heardAt[one.Key]).TotalMilliseconds))
                .Order(),
        ];
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-20} {delays.Length} changes: p50 {Quantiles.Of(delays, 0.5):0.0} ms, "
                + $"p99 {Quantiles.Of(delays, 0.99):0.0} ms, max {delays[^1]:0.0} ms "
                + $"(PollInterval {options.PollInterval.TotalMilliseconds} ms)"));
    }

    private static async Task<long> PutAsync(EfIamStore store, int number)
    {
        IIamSnapshot snapshot = await store.GetSnapshotAsync(CancellationToken.None);
        return await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = snapshot.Revision,
                AccountId = StormWriter.Account,
                Action = "iam:CreateUser",
                Puts = [.. StormWriter.EntitiesOf($"u{number}")],
            },
            CancellationToken.None);
    }

    /// <summary>A database whose notifications never arrive.</summary>
    private sealed class DeafDialect(StoreDialect inner) : StoreDialect
    {
        public override string Name => inner.Name;

        public override string LockStateSql => inner.LockStateSql;

        public override IamDbContext NewContext() => inner.NewContext();

        public override Task BeginSchemaChangeAsync(IamDbContext context, CancellationToken cancellationToken) =>
            inner.BeginSchemaChangeAsync(context, cancellationToken);

        public override void Dispose() => inner.Dispose();
    }
}
