using System.Globalization;

namespace IamAuthorization.Accounts.Tests;

/// <summary>The same random runs each time, more or others when the variables of <c>tests/fuzz</c> say so.</summary>
internal static class Fuzz
{
    private const int SeedDefault = 20_260_301;

    public static (int Count, int Seed) CountAndSeed(int ordinary) =>
        ((int)(Number("IAM_FUZZ_COUNT") ?? (ulong)ordinary),
            (int)((Number("IAM_FUZZ_SEED") ?? SeedDefault) & int.MaxValue));

    private static ulong? Number(string variable) =>
        ulong.TryParse(
            Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out ulong n)
            ? n
            : null;
}
