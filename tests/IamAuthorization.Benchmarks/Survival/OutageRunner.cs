using System.Diagnostics;
using System.Globalization;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>
/// Stops and starts PostgreSQL under two nodes that decide without pause, while one of them grants and revokes. Nobody
/// may be allowed by what was revoked longer ago than the node may be stale, and all goes on without a restart.
/// </summary>
internal static class OutageRunner
{
    private static readonly TimeSpan MaxStaleness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(int outages, TextWriter output)
    {
        if (PostgreSqlServer.FindBinaries() is null)
        {
            await output.WriteLineAsync("skipped, no server is installed under /usr/lib/postgresql.");
            return 0;
        }

        await using SurvivalPlace place = await SurvivalPlace.NewAsync("postgres");
        string connection = await place.NewDatabaseAsync(0);
        await using OutageNode writing = await OutageNode.StartAsync(connection, MaxStaleness);
        await using OutageNode other = await OutageNode.StartAsync(connection, MaxStaleness);
        using var end = new CancellationTokenSource();
        var history = new OutageHistory();
        Task[] load =
        [
            Task.Run(() => writing.WriteAsync(history, end.Token)),
            Task.Run(() => writing.AskAsync(history, TimeSpan.Zero, end.Token)),
            Task.Run(() => other.AskAsync(history, MaxStaleness, end.Token)),
        ];
        var recoveries = new List<double>();
        for (int i = 0; i < outages; i++)
        {
            await Task.Delay(Calm, TimeProvider.System);
            await place.Server!.StopAsync();
            await Task.Delay(Away, TimeProvider.System);
            await place.Server.StartAsync();
            recoveries.Add(await RecoverAsync(history, load));
        }

        await Task.Delay(Calm, TimeProvider.System);
        await end.CancelAsync();
        await Task.WhenAll(load);
        return await ReportAsync(history, recoveries, output);
    }

    /// <returns>How many milliseconds it took until a commit and both nodes' decisions succeeded again.</returns>
    private static async Task<double> RecoverAsync(OutageHistory history, Task[] load)
    {
        long start = Stopwatch.GetTimestamp();
        while (!history.HasRecoveredSince(start))
        {
            if (Stopwatch.GetElapsedTime(start) > Patience || load.Any(task => task.IsCompleted))
            {
                throw new TimeoutException("The nodes do not recover by themselves.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<int> ReportAsync(OutageHistory history, List<double> recoveries, TextWriter output)
    {
        foreach (string wrong in history.WrongAllows().Take(10))
        {
            await output.WriteLineAsync($"WRONG: {wrong}");
        }

        int wrongCount = history.WrongAllows().Count();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{recoveries.Count} outages of {Away.TotalSeconds} s: {history.Decisions} decisions, "
                + $"{history.Allows} allowed, {history.Undecided} denied for want of the store, {wrongCount} wrong; "
                + $"{history.Commits} commits, {history.Refused} refused; all served again after "
                + $"{string.Join(", ", recoveries.Select(one => $"{one:0} ms"))}"));
        return wrongCount == 0 ? 0 : 1;
    }
}
