using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>What to run and how long.</summary>
internal sealed class WorkloadOptions
{
    public required string Folder { get; init; }

    public required string OutFile { get; init; }

    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(1);

    public int Rounds { get; init; } = 5;

    public TimeSpan Check { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(0.8);

    /// <summary>The ids to run; empty for all.</summary>
    public IReadOnlySet<string> Only { get; init; } = new HashSet<string>();

    public static bool TryParse(
        ReadOnlySpan<string> arguments,
        [NotNullWhen(true)] out WorkloadOptions? options,
        [NotNullWhen(false)] out string? problem)
    {
        options = null;
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--round-ms"] = "1000",
            ["--rounds"] = "5",
            ["--check-ms"] = "2000",
            ["--only"] = string.Empty,
            ["--workloads"] = string.Empty,
            ["--out"] = string.Empty,
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

        options = new WorkloadOptions
        {
            Folder = given["--workloads"],
            OutFile = given["--out"],
            Round = given.Milliseconds("--round-ms"),
            Rounds = given.Number("--rounds"),
            Check = given.Milliseconds("--check-ms"),
            Only = given.List("--only").ToHashSet(StringComparer.Ordinal),
        };
        return true;
    }

    private static string? Problem(Arguments given)
    {
        if (given["--workloads"].Length == 0 || given["--out"].Length == 0)
        {
            return "--workloads DIR and --out FILE are needed.";
        }

        if (!Directory.Exists(given["--workloads"]))
        {
            return $"There is no folder `{given["--workloads"]}`.";
        }

        return given.Number("--round-ms") < 1 || given.Number("--rounds") < 1 || given.Number("--check-ms") < 0
            ? "--round-ms and --rounds are whole numbers from 1, --check-ms from 0."
            : null;
    }
}
