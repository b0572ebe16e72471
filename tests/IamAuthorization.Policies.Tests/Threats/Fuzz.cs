using System.Globalization;
using CsCheck;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>Seeded sampling: the same worlds in every run, more of them when <c>IAM_FUZZ_COUNT</c> says so.</summary>
internal static class Fuzz
{
    private const int CountDefault = 2_000;

    public static int Count { get; } =
        int.TryParse(
            Environment.GetEnvironmentVariable("IAM_FUZZ_COUNT"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int count)
            ? count
            : CountDefault;

    /// <summary>Holds a property against samples one by one; a counterexample is made small before it is shown.</summary>
    public static void Holds<T>(Gen<T> samples, Func<T, bool> property)
    {
        for (uint stream = 0; stream < Count; stream++)
        {
            var random = new PCG(stream, seed: 20121017);
            string seed = random.ToString();
            T sample = samples.Generate(random, null, out Size _);
            if (!property(sample))
            {
                samples.Sample(property, seed: seed, iter: 1_000, threads: 1, print: value => value!.ToString()!);
                Assert.Fail($"Seed {seed}: {sample}");
            }
        }
    }
}
