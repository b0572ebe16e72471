using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.Benchmarks.Limits;

/// <summary>What to measure, and how long.</summary>
internal sealed class LimitsOptions
{
    public const string WorstCase = "worst";
    public const string Threads = "threads";
    public const string Changes = "changes";
    public const string Memory = "memory";

    private const int TextLengthMin = 256;

    private static readonly string[] Parts = [WorstCase, Threads, Changes, Memory];

    /// <summary>The parts to measure.</summary>
    public required IReadOnlySet<string> Only { get; init; }

    /// <summary>Characters of the longest text.</summary>
    public required int TextLength { get; init; }

    /// <summary>Repetitions of the shorter pattern's unit.</summary>
    public required int Repetitions { get; init; }

    public required int Rounds { get; init; }

    public required TimeSpan Round { get; init; }

    /// <summary>How many times a policy is changed.</summary>
    public required int ChangeCount { get; init; }

    public static bool TryParse(
        ReadOnlySpan<string> arguments,
        [NotNullWhen(true)] out LimitsOptions? options,
        [NotNullWhen(false)] out string? problem)
    {
        options = null;
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--only"] = string.Join(',', Parts),
            ["--text"] = "65536",
            ["--stars"] = "1000",
            ["--rounds"] = "25",
            ["--round-ms"] = "200",
            ["--changes"] = "2000",
        };
        if (!Arguments.TryRead(arguments, defaults, out Arguments? given, out problem))
        {
            return false;
        }

        problem = Problem(given);
        if (problem is not null)
        {
            return false;
        }

        options = new LimitsOptions
        {
            Only = given.List("--only").ToHashSet(StringComparer.Ordinal),
            TextLength = given.Number("--text"),
            Repetitions = given.Number("--stars"),
            Rounds = given.Number("--rounds"),
            Round = given.Milliseconds("--round-ms"),
            ChangeCount = given.Number("--changes"),
        };
        return true;
    }

    private static string? Problem(Arguments given)
    {
        string[] numbers = ["--stars", "--rounds", "--round-ms", "--changes"];
        if (Array.Find(numbers, name => given.Number(name) < 1) is { } wrong)
        {
            return $"{wrong} is a whole number from 1.";
        }

        if (given.Number("--text") is < TextLengthMin or > Policies.Arn.LengthMax)
        {
            return $"--text is a whole number from {TextLengthMin} to {Policies.Arn.LengthMax}.";
        }

        return Array.Find(given.List("--only"), part => !Parts.Contains(part)) is { } unknown
            ? $"`{unknown}` is no part; there are {string.Join(", ", Parts)}."
            : null;
    }
}
