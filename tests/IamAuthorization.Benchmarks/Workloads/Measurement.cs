using System.Diagnostics;

namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>Measures one peer on one workload, as the protocol of the workloads says.</summary>
internal sealed class Measurement(WorkloadOptions options, int requestCount)
{
    private const int CalibrationSteps = 1_000_000;
    private const int Batch = 256;
    private const double BytesPerMB = 1024.0 * 1024.0;

    private int _next;
    private int _sum;

    /// <summary>Keeps the answers alive: nothing that is measured may be left out as unused.</summary>
    public int Sum => _sum;

    public static (double Milliseconds, double HeapMB, double StringsMB) SetUp(Peer peer)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        peer.SetUp();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        long strings = peer.WeighStrings();
        return (milliseconds, Math.Max(0, kept - strings) / BytesPerMB, strings / BytesPerMB);
    }

    public (int Checked, int Mismatches) Check(Peer peer)
    {
        long start = Stopwatch.GetTimestamp();
        int count = 0;
        int mismatches = 0;
        while (count < requestCount && Stopwatch.GetElapsedTime(start) < options.Check
            && peer.IsRight(count) is { } isRight)
        {
            count++;
            mismatches += isRight ? 0 : 1;
        }

        return (count, mismatches);
    }

    public void WarmUp(Peer peer) => DecideFor(peer, options.WarmUp);

    public (double Ns, double Cal, double AllocBytes, long Decisions) Round(Peer peer)
    {
        double before = Calibrate();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        (long decisions, TimeSpan elapsed) = DecideFor(peer, options.Round);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        double after = Calibrate();
        return (
            elapsed.TotalNanoseconds / decisions, (before + after) / 2, (double)allocated / decisions, decisions);
    }

    private (long Decisions, TimeSpan Elapsed) DecideFor(Peer peer, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        long decisions = 0;
        TimeSpan elapsed;
        do
        {
            _sum += peer.Decide(_next, Batch);
            _next = (_next + Batch) % requestCount;
            decisions += Batch;
            elapsed = Stopwatch.GetElapsedTime(start);
        }
        while (elapsed < duration);
        return (decisions, elapsed);
    }

    private double Calibrate() => Math.Min(CalibrateOnce(), CalibrateOnce());

    private double CalibrateOnce()
    {
        uint x = 2_463_534_242;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < CalibrationSteps; i++)
        {
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _sum += (int)x;
        return elapsed.TotalNanoseconds / CalibrationSteps;
    }
}
