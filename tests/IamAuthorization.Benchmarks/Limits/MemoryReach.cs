using System.Diagnostics;
using System.Globalization;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>
/// How long this machine takes to follow one reference into memory of a given size: what a decision on many policies
/// pays for each look that depends on the one before.
/// </summary>
internal sealed class MemoryReach(LimitsOptions options)
{
    private const int LineBytes = 64;
    private const int LineInts = LineBytes / sizeof(int);
    private const int Steps = 1_000_000;

    private static readonly int[] Megabytes = [1, 2, 4, 8, 16, 32];

    private int _sum;

    public void Run(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine($"One reference after the other, at random, medians of {options.Rounds} rounds");
        foreach (int size in Megabytes)
        {
            int[] places = Ring(size * 1024 * 1024 / LineBytes);
            Follow(places);
            double[] rounds = [.. Enumerable.Range(0, options.Rounds).Select(_ => Follow(places))];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{size,4} MB {Quantiles.Median(rounds),7:F1} ns"));
        }

        GC.KeepAlive(_sum);
    }

    /// <summary>A ring through all lines: the first number of each is the place of the next.</summary>
    private static int[] Ring(int lines)
    {
        int[] order = [.. Enumerable.Range(0, lines)];
        new Random(lines).Shuffle(order);
        int[] places = new int[lines * LineInts];
        for (int index = 0; index < lines; index++)
        {
            places[order[index] * LineInts] = order[(index + 1) % lines] * LineInts;
        }

        return places;
    }

    private double Follow(int[] places)
    {
        int at = 0;
        long start = Stopwatch.GetTimestamp();
        for (int step = 0; step < Steps; step++)
        {
            at = places[at];
        }

        _sum += at;
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Steps;
    }
}
