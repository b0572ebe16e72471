using System.Globalization;
using CsCheck;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// Seeded sampling: the same worlds in every run, more or others when <c>IAM_FUZZ_COUNT</c> and <c>IAM_FUZZ_SEED</c>
/// say so.
/// </summary>
internal static class Fuzz
{
    private const int CountDefault = 2_000;
    private const ulong SeedDefault = 20_121_017;

    private static uint Count { get; } = (uint)(Number("IAM_FUZZ_COUNT") ?? CountDefault);

    private static ulong Seed { get; } = Number("IAM_FUZZ_SEED") ?? SeedDefault;

    /// <summary>Holds a property against samples one by one; a counterexample is shown small.</summary>
    public static void Holds<T>(Gen<T> samples, Func<T, bool> property, uint countMin = 1)
    {
        uint count = Math.Max(Count, countMin);
        for (uint stream = 0; stream < count; stream++)
        {
            var random = new PCG(stream, Seed);
            string seed = random.ToString();
            T sample = samples.Generate(random, null, out Size _);
            if (Problem(property, sample) is { } problem)
            {
                string place = $"Case {stream} of {count} with IAM_FUZZ_SEED={Seed}: {problem}: {sample}";
                TestContext.Current.TestOutputHelper?.WriteLine(place);
                samples.Sample(property, seed: seed, iter: 1_000, threads: 1, print: value => value!.ToString()!);
                Assert.Fail(place);
            }
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

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
