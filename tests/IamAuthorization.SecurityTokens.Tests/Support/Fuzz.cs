using System.Globalization;
using CsCheck;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>
/// Seeded random cases: the same ones in every run, more or others when <c>IAM_FUZZ_COUNT</c> and
/// <c>IAM_FUZZ_SEED</c> say so.
/// </summary>
internal static class Fuzz
{
    private const ulong SeedDefault = 20_260;

    private static ulong? Count { get; } = Number("IAM_FUZZ_COUNT");

    // WHY: Random takes an int, and a seed may be longer; what is shown is what was used.
    private static int Seed { get; } = (int)((Number("IAM_FUZZ_SEED") ?? SeedDefault) & int.MaxValue);

    /// <summary>Runs one case as often as asked; what fails says how it is repeated.</summary>
    /// <param name="countDefault">How often, when nobody asks for more or less.</param>
    /// <param name="tryOnce">Draws one case and holds the property against it.</param>
    public static async Task HoldsAsync(ulong countDefault, Func<Random, Task> tryOnce)
    {
        ulong count = Count ?? countDefault;
        var random = new Random(Seed);
        for (ulong i = 0; i < count; i++)
        {
            Exception? broken = await Record.ExceptionAsync(() => tryOnce(random));
            Assert.True(broken is null, $"Case {i} of {count} with IAM_FUZZ_SEED={Seed}: {broken}");
        }
    }

    /// <summary>Holds a property against samples one by one.</summary>
    /// <param name="samples">Draws the samples.</param>
    /// <param name="countDefault">How many, when nobody asks for more or less.</param>
    /// <param name="property">Holds the property against one.</param>
    public static async Task HoldsAsync<T>(Gen<T> samples, uint countDefault, Func<T, Task> property)
    {
        uint count = (uint)(Count ?? countDefault);
        for (uint stream = 0; stream < count; stream++)
        {
            T sample = samples.Generate(new PCG(stream, (ulong)Seed), null, out Size _);
            Exception? broken = await Record.ExceptionAsync(() => property(sample));
            Assert.True(broken is null, $"Case {stream} of {count} with IAM_FUZZ_SEED={Seed}: {sample}: {broken}");
        }
    }

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
