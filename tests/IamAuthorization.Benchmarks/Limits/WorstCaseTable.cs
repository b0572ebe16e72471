using System.Diagnostics;
using System.Globalization;
using IamAuthorization.Benchmarks.Workloads;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>
/// The time of adversarial patterns, and how it grows with the text and with the pattern: CPU time of the process, in
/// which nothing else runs, so that what else the machine does hardly counts.
/// </summary>
internal sealed class WorstCaseTable(LimitsOptions options, Peer floor)
{
    private const int FloorBatch = 100_000;
    private const int ActionShare = 16;
    private const int RoundsMin = 3;
    private const int WarmLength = 512;
    private const int WarmRepetitions = 8;
    private const int WarmRounds = 3;

    private static readonly TimeSpan Timing = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan PerCase = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PerCaseMax = TimeSpan.FromSeconds(6);

    private int _sum;
    private long _allocated;
    private long _decisions;

    /// <summary>Measures all cases.</summary>
    /// <returns>How many of them were answered wrong.</returns>
    public int Run(TextWriter output)
    {
        output.WriteLine(
            $"Worst case: text of {options.TextLength} characters, pattern unit {options.Repetitions} times (n); "
                + $"Action: {ActionName.NameLengthMax} characters, n = {ActionName.NameLengthMax / ActionShare}");
        output.WriteLine(
            "place            pattern                us          F    text x2  pattern x2  B/decision  answer");
        WarmUp();
        int wrong = 0;
        double worstText = 0;
        double worstPattern = 0;
        foreach (AdversarialCase adversary in AdversarialCase.All)
        {
            bool isRight = Measure(adversary, output, out double byText, out double byPattern);
            worstText = Math.Max(worstText, byText);
            worstPattern = Math.Max(worstPattern, byPattern);
            wrong += isRight ? 0 : 1;
        }

        GC.KeepAlive(_sum);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"largest growth: {worstText:F2} for twice the text, "
                + $"{worstPattern:F2} for twice the pattern; {wrong} wrong"));
        return wrong;
    }

    private bool Measure(AdversarialCase adversary, TextWriter output, out double byText, out double byPattern)
    {
        int length = Math.Min(options.TextLength, adversary.Place.TextLengthMax);
        int repetitions = Math.Min(options.Repetitions, adversary.Place.TextLengthMax / ActionShare);
        AuthorizationRequest full = adversary.Miss(length);
        AuthorizationRequest half = adversary.Miss(length / 2);
        ApplicablePolicies once = adversary.Policies(repetitions);
        ApplicablePolicies twice = adversary.Policies(2 * repetitions);
        bool isRight = !IsAllowed(full, in once) && !IsAllowed(half, in once) && !IsAllowed(full, in twice)
            && IsAllowed(adversary.Hit(length), in once) && IsAllowed(adversary.Hit(length), in twice);

        var rounds = new List<(double Time, double Floor, double ByText, double ByPattern)>();
        long start = Stopwatch.GetTimestamp();
        long allocated = _allocated;
        long decisions = _decisions;
        TimeSpan limit = PerCaseMax;
        while (rounds.Count == 0 || (rounds.Count < options.Rounds && Stopwatch.GetElapsedTime(start) < limit))
        {
            limit = rounds.Count < RoundsMin - 1 ? PerCaseMax : PerCase;
            double shortText = Time(half, in once);
            double time = Time(full, in once);
            double longPattern = Time(full, in twice);
            rounds.Add((time, TimeOfFloor(), time / shortText, longPattern / time));
        }

        byText = Quantiles.Median(rounds.Select(round => round.ByText));
        byPattern = Quantiles.Median(rounds.Select(round => round.ByPattern));
        double microseconds = Quantiles.Median(rounds.Select(round => round.Time)) / 1e3;
        double multiple = Quantiles.Median(rounds.Select(round => round.Time / round.Floor));
        double bytes = (double)(_allocated - allocated) / (_decisions - decisions);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{adversary.Place.Name,-17}{adversary.Name,-14}{microseconds,11:F1}{multiple,11:F0}{byText,11:F2}"
                + $"{byPattern,12:F2}{bytes,12:F1}  {(isRight ? "right" : "WRONG")}"));
        return isRight;
    }

    private static TimeSpan CpuTime => Environment.CpuUsage.TotalTime;

    private static bool IsAllowed(AuthorizationRequest request, in ApplicablePolicies policies) =>
        IamEvaluator.Decide(request, in policies).IsAllowed;

    private void WarmUp()
    {
        for (int round = 0; round < WarmRounds; round++)
        {
            TimeOfFloor();
            foreach (AdversarialCase adversary in AdversarialCase.All)
            {
                AuthorizationRequest request = adversary.Miss(Math.Min(WarmLength, adversary.Place.TextLengthMax));
                ApplicablePolicies policies = adversary.Policies(WarmRepetitions);
                Time(request, in policies);
            }
        }
    }

    /// <summary>Nanoseconds of one decision: the fastest of two timings, of one where a decision is slow.</summary>
    private double Time(AuthorizationRequest request, in ApplicablePolicies policies)
    {
        double fastest = double.MaxValue;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        bool isSlow = false;
        for (int timing = 0; timing < 2 && !isSlow; timing++)
        {
            TimeSpan start = CpuTime;
            int count = 0;
            TimeSpan used;
            do
            {
                // WHY doubled: asking for the time costs as much as a quick decision.
                for (int more = Math.Max(1, count); more > 0; more--, count++)
                {
                    _sum += IsAllowed(request, in policies) ? 1 : 0;
                }

                used = CpuTime - start;
            }
            while (used < Timing);
            fastest = Math.Min(fastest, used.TotalNanoseconds / count);
            _decisions += count;
            isSlow = used > 10 * Timing;
        }

        _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        return fastest;
    }

    private double TimeOfFloor()
    {
        TimeSpan start = CpuTime;
        _sum += floor.Decide(0, FloorBatch);
        return (CpuTime - start).TotalNanoseconds / FloorBatch;
    }
}
