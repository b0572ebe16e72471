using System.Globalization;
using CsCheck;

namespace IamAuthorization.SecurityTokens.Tests.Threats;

/// <summary>
/// Seeded sampling: the same cases in every run, more or others when <c>IAM_FUZZ_COUNT</c> and <c>IAM_FUZZ_SEED</c>
/// say so.
/// </summary>
internal static class Fuzz
{
    private const ulong SeedDefault = 20_110_615;

    private static ulong? Count { get; } = Number("IAM_FUZZ_COUNT");

    private static ulong Seed { get; } = Number("IAM_FUZZ_SEED") ?? SeedDefault;

    /// <summary>Holds a property against samples one by one; what fails says how it is repeated.</summary>
    public static async Task HoldsAsync<T>(Gen<T> samples, uint countDefault, Func<T, Task> property)
    {
        uint count = (uint)(Count ?? countDefault);
        for (uint stream = 0; stream < count; stream++)
        {
            T sample = samples.Generate(new PCG(stream, Seed), null, out Size _);
            Exception? broken = await Record.ExceptionAsync(() => property(sample));
            Assert.True(broken is null, $"Case {stream} of {count} with IAM_FUZZ_SEED={Seed}: {sample}: {broken}");
        }
    }

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
