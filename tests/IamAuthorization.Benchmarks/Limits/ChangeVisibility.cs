using System.Diagnostics;
using System.Globalization;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>
/// How long after a commit another thread decides on the changed policy, through the store and the authorizer, and
/// what changes cost those who decide meanwhile.
/// </summary>
internal sealed class ChangeVisibility(LimitsOptions options)
{
    private const int DecisionsMax = 4_000_000;

    private readonly double _tick = 1e6 / Stopwatch.Frequency;
    private long _seenAt;
    private int _seen;
    private volatile bool _isStopped;

    public async Task RunAsync(TextWriter output)
    {
        await using var app = new ChangingApp();
        await WatchAsync(app, options.ChangeCount);
        long start = Stopwatch.GetTimestamp();
        (double[] delays, double[] commits, double[] busy) = await ChangeAsync(app);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        double[] quiet = await WatchAsync(app, busy.Length);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            {delays.Length} changes of a managed policy in {elapsed.TotalSeconds:F1} s, {ChangingApp.UserCount} users,
            {ChangingApp.PolicyCount} policies, a scope of services for each decision; microseconds
                                                      p50        p99      p99.9        max
            from the commit to a decision on it {Row(delays)}
            one commit                          {Row(commits)}
            one decision, no changes            {Row(quiet)}
            one decision, amid changes          {Row(busy)}
            """));
    }

    private static string Row(double[] sorted) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Quantiles.Of(sorted, 0.5),9:F1}{Quantiles.Of(sorted, 0.99),11:F1}{Quantiles.Of(sorted, 0.999),11:F1}"
            + $"{sorted[^1],11:F1}");

    /// <summary>Decides that many times while nothing changes; how long each decision took, sorted.</summary>
    private async Task<double[]> WatchAsync(ChangingApp app, int count)
    {
        _isStopped = false;
        return await Task.Run(() => DecideAsync(app, count));
    }

    /// <summary>Changes the policy and waits until the other thread has decided on it, again and again.</summary>
    private async Task<(double[] Delays, double[] Commits, double[] Decisions)> ChangeAsync(ChangingApp app)
    {
        _isStopped = false;
        _seen = await app.IsAllowedAsync() ? 1 : 0;
        Task<double[]> reader = Task.Run(() => DecideAsync(app, DecisionsMax));
        double[] delays = new double[options.ChangeCount];
        double[] commits = new double[options.ChangeCount];
        await Task.Run(async () =>
        {
            for (int change = 0; change < delays.Length && !reader.IsCompleted; change++)
            {
                int next = 1 - Volatile.Read(ref _seen);
                long start = Stopwatch.GetTimestamp();
                await app.ChangeAsync(isAllowed: next == 1);
                long committed = Stopwatch.GetTimestamp();
                while (Volatile.Read(ref _seen) != next && !reader.IsCompleted)
                {
                    Thread.SpinWait(1);
                }

                delays[change] = Math.Max(0, Volatile.Read(ref _seenAt) - committed) * _tick;
                commits[change] = (committed - start) * _tick;
            }
        });
        _isStopped = true;
        double[] decisions = await reader;
        Array.Sort(delays);
        Array.Sort(commits);
        return (delays, commits, decisions);
    }

    private async Task<double[]> DecideAsync(ChangingApp app, int count)
    {
        double[] times = new double[count];
        int done = 0;
        while (done < count && !_isStopped)
        {
            long start = Stopwatch.GetTimestamp();
            int decision = await app.IsAllowedAsync() ? 1 : 0;
            long end = Stopwatch.GetTimestamp();
            times[done++] = (end - start) * _tick;
            if (decision != _seen)
            {
                _seenAt = end;
                Volatile.Write(ref _seen, decision);
            }
        }

        Array.Resize(ref times, done);
        Array.Sort(times);
        return times;
    }
}
