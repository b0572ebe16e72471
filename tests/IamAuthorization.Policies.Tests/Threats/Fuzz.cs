using CsCheck;
using IamAuthorization.Policies.Tests.Fuzzing;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// Seeded sampling: the same worlds in every run, more or others when <c>IAM_FUZZ_COUNT</c> and <c>IAM_FUZZ_SEED</c>
/// say so.
/// </summary>
internal static class Fuzz
{
    private const int CountDefault = 2_000;

    /// <summary>
    /// Holds a property against samples, in a long run on all processors; a counterexample is shown small.
    /// </summary>
    public static void Holds<T>(Gen<T> samples, Func<T, bool> property, uint countMin = 1)
    {
        long count = Math.Max(FuzzSettings.CountOr(CountDefault), countMin);
        FuzzThreads.ForEach(count, stream => Hold(samples, property, (uint)stream, count));
    }

    private static void Hold<T>(Gen<T> samples, Func<T, bool> property, uint stream, long count)
    {
        var random = new PCG(stream, FuzzSettings.Seed);
        string seed = random.ToString();
        T sample = samples.Generate(random, null, out Size _);
        if (Problem(property, sample) is { } problem)
        {
            string place = $"Case {stream} of {count} with IAM_FUZZ_SEED={FuzzSettings.Seed}: {problem}: {sample}";
            samples.Sample(property, seed: seed, iter: 1_000, threads: 1, print: value => value!.ToString()!);
            Assert.Fail(place);
        }
    }

    private static string? Problem<T>(Func<T, bool> property, T sample)
    {
        try
        {
            return property(sample) ? null : "does not hold";
        }
        catch (Exception fault)
        {
            return fault.ToString();
        }
    }
}
