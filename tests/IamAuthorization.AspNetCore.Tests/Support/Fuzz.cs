using System.Globalization;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>How often and from which seed random tests run: as <c>tests/fuzz</c> says, else always the same.</summary>
internal static class Fuzz
{
    public static int Count(int normally) => Read("IAM_FUZZ_COUNT") is { } count ? (int)count : normally;

    public static Random Random(int seedNormally) =>
        new(Read("IAM_FUZZ_SEED") is { } seed ? (int)(seed % int.MaxValue) : seedNormally);

    private static uint? Read(string name) =>
        uint.TryParse(
            Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out uint value)
            ? value
            : null;
}
