using System.Globalization;

namespace IamAuthorization.Stores.Specification;

/// <summary>
/// Seeded random cases: the same ones in every run, more or others when <c>IAM_FUZZ_COUNT</c> and
/// <c>IAM_FUZZ_SEED</c> say so.
/// </summary>
public static class RandomRuns
{
    private const long SeedDefault = 20_260_301;

    // WHY: Random takes an int, and a seed may be longer; what is shown is what was used.
    private static int Seed { get; } = (int)(Setting("IAM_FUZZ_SEED") ?? SeedDefault) & int.MaxValue;

    /// <summary>Runs one case as often as asked; what fails says how it is repeated.</summary>
    /// <param name="countDefault">How often, when nobody asks for more or less.</param>
    /// <param name="tryOnce">Draws one case and holds the property against it.</param>
    /// <param name="worth">For how many of those that are asked for one case counts.</param>
    public static async Task HoldAsync(long countDefault, Func<Random, Task> tryOnce, int worth = 1)
    {
        long count = Setting("IAM_FUZZ_COUNT") is { } asked ? Math.Max(1, asked / worth) : countDefault;
        for (long number = 0; number < count; number++)
        {
            // WHY a seed for each: a failing case is repeated without those before it.
            var random = new Random(HashCode(number));
            Exception? broken = await Record.ExceptionAsync(() => tryOnce(random));
            Assert.True(broken is null, $"Case {number} of {count} with IAM_FUZZ_SEED={Seed}: {broken}");
        }
    }

    /// <summary>Runs one case as often as asked; what fails says how it is repeated.</summary>
    /// <param name="countDefault">How often, when nobody asks for more or less.</param>
    /// <param name="tryOnce">Draws one case and holds the property against it.</param>
    public static Task HoldAsync(long countDefault, Action<Random> tryOnce) =>
        HoldAsync(countDefault, random =>
        {
            tryOnce(random);
            return Task.CompletedTask;
        });

    private static int HashCode(long number) => unchecked((Seed * 31) + (int)(number * 2_654_435_761L));

    private static long? Setting(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
