using System.Diagnostics;
using System.Globalization;
using IamAuthorization.Benchmarks.Workloads;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>
/// How many times as much two threads decide as one. The machine itself may not scale, so the floor F is measured the
/// same way, turn by turn with the engine.
/// </summary>
internal sealed class ThreadScaling(LimitsOptions options, int requestCount)
{
    private const int Batch = 256;

    private int _sum;

    public void Run(Peer engine, Peer floor, TextWriter output)
    {
        DecisionsPerSecond(engine, threads: 2);
        DecisionsPerSecond(floor, threads: 2);
        var rounds = new List<(double Engine, double EngineScaling, double FloorScaling)>();
        for (int round = 0; round < options.Rounds; round++)
        {
            double engineOne = DecisionsPerSecond(engine, threads: 1);
            double floorOne = DecisionsPerSecond(floor, threads: 1);
            double engineTwo = DecisionsPerSecond(engine, threads: 2);
            double floorTwo = DecisionsPerSecond(floor, threads: 2);
            rounds.Add((engineOne, engineTwo / engineOne, floorTwo / floorOne));
        }

        GC.KeepAlive(_sum);
        double quotient = Quantiles.Median(rounds.Select(round => round.EngineScaling / round.FloorScaling));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""

            Two threads, medians of {options.Rounds} rounds, {Environment.ProcessorCount} processors
            one thread {Quantiles.Median(rounds.Select(round => round.Engine)) / 1e6:F2} million decisions/s
            scaling engine {Quantiles.Median(rounds.Select(round => round.EngineScaling)):F3}
            scaling F      {Quantiles.Median(rounds.Select(round => round.FloorScaling)):F3}
            quotient       {quotient:F3}
            """));
    }

    private double DecisionsPerSecond(Peer peer, int threads)
    {
        double[] rates = new double[threads];
        using var start = new Barrier(threads);
        Thread[] workers =
        [
            .. Enumerable.Range(0, threads).Select(number => new Thread(() =>
            {
                start.SignalAndWait();
                rates[number] = Decide(peer, number * requestCount / threads);
            })),
        ];
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
        return rates.Sum();
    }

    private double Decide(Peer peer, int from)
    {
        long start = Stopwatch.GetTimestamp();
        long decisions = 0;
        int sum = 0;
        TimeSpan elapsed;
        do
        {
            sum += peer.Decide(from, Batch);
            from = (from + Batch) % requestCount;
            decisions += Batch;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < options.Round);
        Interlocked.Add(ref _sum, sum);
        return decisions / elapsed.TotalSeconds;
    }
}
