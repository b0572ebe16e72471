using System.Diagnostics;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>Asks a filled store in the different ways that are measured.</summary>
internal sealed class ScaleProbe(string kind, string connectionString, ScaleWorld world, ScaleOptions options)
{
    private const int WarmUp = 500;
    private const int Watched = 20;
    private const int WarmPrincipals = 1_000;
    private const int WarmRounds = 15;

    /// <summary>One question of so many is about a page of a policy that the user does not have.</summary>
    private const int DeniedEvery = 10;

    /// <summary>How much smaller than the number of those who ask the bounded cache is.</summary>
    private const int BoundPart = 20;

    private readonly int[] _order = Shuffled(world.Users);

    public int Wrong { get; private set; }

    /// <summary>Compiles the code that the other measurements are about.</summary>
    public Task WarmUpAsync() => InAppAsync(null, app => app.TimeAsync(Questions(0, WarmUp)));

    /// <returns>Milliseconds of first decisions, sorted, and of this process's CPU time for one.</returns>
    public Task<(double[] Times, double Cpu)> ColdAsync() => InAppAsync(null, async app =>
    {
        // WHY apart: the first decision of a process also reads what is common to all.
        await app.AskAsync(world.Allowed(_order[^1], 0));
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double[] times = await app.TimeAsync(Questions(0, options.Asked));
        double cpu = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times.Length;
        Array.Sort(times);
        return (times, cpu);
    });

    /// <returns>The queries of first decisions, one list for each.</returns>
    public Task<List<IReadOnlyList<WatchedQuery>>> WatchAsync() => InAppAsync(null, async app =>
    {
        await app.AskAsync(world.Allowed(_order[^1], 0));
        var queries = new List<IReadOnlyList<WatchedQuery>>();
        foreach (ScaleQuestion question in Questions(0, Watched))
        {
            using var watch = new QueryWatch();
            await app.AskAsync(question);
            queries.Add(watch.Queries);
        }

        return queries;
    });

    /// <returns>Nanoseconds of a decision about a principal in memory, and of its CPU time, medians.</returns>
    public Task<(double Time, double Cpu)> WarmAsync() => InAppAsync(null, async app =>
    {
        ScaleQuestion[] questions = [.. Questions(0, WarmPrincipals)];
        await app.TimeAsync(questions);
        var rounds = new List<double>();
        var cpuRounds = new List<double>();
        for (int round = 0; round <= WarmRounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan before = Environment.CpuUsage.TotalTime;
            int asked = 0;
            while (Stopwatch.GetElapsedTime(start) < options.WarmRound)
            {
                foreach (ScaleQuestion question in questions)
                {
                    await app.AskAsync(question);
                }

                asked += questions.Length;
            }

            rounds.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / asked);
            cpuRounds.Add((Environment.CpuUsage.TotalTime - before).TotalNanoseconds / asked);
        }

        return (Quantiles.Median(rounds.Skip(1)), Quantiles.Median(cpuRounds.Skip(1)));
    });

    public Task<ScaleMemory> WeighAsync() => InAppAsync(options.Cached + options.Policies, async app =>
    {
        await app.AskAsync(world.Allowed(_order[^1], 0));
        long empty = Heap.Weigh();
        int half = options.Cached / 2;
        await app.TimeAsync(Questions(0, half));
        long first = Heap.Weigh();
        await app.TimeAsync(Questions(half, half));
        long second = Heap.Weigh();
        double shared = (second - first) / (double)half;
        double policy = WeighPolicies();
        return new ScaleMemory(
            half * 2,
            (second - empty) / Heap.BytesPerMB,
            shared,
            policy,
            shared + (policy * ScaleWorld.PoliciesInEffect));
    });

    public Task<ScaleBound> BoundAsync()
    {
        int limit = Math.Max(1, options.Cached / BoundPart);
        return InAppAsync(limit, async app =>
        {
            int entriesMax = 0;
            long empty = Heap.Weigh();
            long full = 0;
            int asked = 0;
            foreach (ScaleQuestion question in Questions(0, options.Cached))
            {
                await app.AskAsync(question);
                entriesMax = Math.Max(entriesMax, app.Entries);
                full = ++asked == limit ? Heap.Weigh() : full;
            }

            return new ScaleBound(
                limit,
                asked,
                entriesMax,
                app.Entries,
                (full - empty) / Heap.BytesPerMB,
                (Heap.Weigh() - empty) / Heap.BytesPerMB);
        });
    }

    public ScaleQuestion FirstQuestion() => world.Allowed(_order[0], 0);

    /// <returns>Bytes of one compiled policy as the store hands it out.</returns>
    private double WeighPolicies()
    {
        long before = Heap.Weigh();
        CompiledPolicy[] policies = [.. world.CompiledPolicies()];
        double bytes = (Heap.Weigh() - before) / (double)policies.Length;
        GC.KeepAlive(policies);
        return bytes;
    }

    private IEnumerable<ScaleQuestion> Questions(int from, int count) => _order.Skip(from).Take(count).Select(
        (user, index) => index % DeniedEvery == DeniedEvery - 1 ? world.Denied(user) : world.Allowed(user, index));

    private async Task<T> InAppAsync<T>(int? cachedMax, Func<ScaleApp, Task<T>> measure)
    {
        await using ScaleApp app = await ScaleApp.StartAsync(kind, connectionString, cachedMax);
        T measured = await measure(app);
        Wrong += app.Wrong;
        return measured;
    }

    private static int[] Shuffled(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(1).Shuffle(order);
        return order;
    }
}
