using System.Globalization;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>How much is tried, and from which seed: <c>tests/fuzz</c> says so in the environment.</summary>
internal static class FuzzSettings
{
    private const ulong SeedDefault = 20_121_017;

    /// <summary>Whether this is a long run, for which all processors may be used.</summary>
    public static bool IsLong { get; } = Number("IAM_FUZZ_COUNT") is not null;

    public static ulong Seed { get; } = Number("IAM_FUZZ_SEED") ?? SeedDefault;

    /// <summary>The count asked for, else that of an ordinary run.</summary>
    public static long CountOr(long ordinary) => (long)(Number("IAM_FUZZ_COUNT") ?? (ulong)ordinary);

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;
}
