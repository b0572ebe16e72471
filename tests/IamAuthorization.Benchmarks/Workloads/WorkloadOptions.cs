using System.Diagnostics.CodeAnalysis;
using System.Globalization;

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
        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--round-ms"] = "1000",
            ["--rounds"] = "5",
            ["--check-ms"] = "2000",
            ["--only"] = string.Empty,
            ["--workloads"] = string.Empty,
            ["--out"] = string.Empty,
        };
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (!given.ContainsKey(arguments[i]) || i + 1 == arguments.Length)
            {
                problem = $"`{arguments[i]}` is no option, or its value is missing.";
                return false;
            }

            given[arguments[i]] = arguments[i + 1];
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
            Round = TimeSpan.FromMilliseconds(Number(given["--round-ms"])),
            Rounds = Number(given["--rounds"]),
            Check = TimeSpan.FromMilliseconds(Number(given["--check-ms"])),
            Only = given["--only"].Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
        };
        return true;
    }

    private static string? Problem(Dictionary<string, string> given)
    {
        if (given["--workloads"].Length == 0 || given["--out"].Length == 0)
        {
            return "--workloads DIR and --out FILE are needed.";
        }

        if (!Directory.Exists(given["--workloads"]))
        {
            return $"There is no folder `{given["--workloads"]}`.";
        }

        return Number(given["--round-ms"]) < 1 || Number(given["--rounds"]) < 1 || Number(given["--check-ms"]) < 0
            ? "--round-ms and --rounds are whole numbers from 1, --check-ms from 0."
            : null;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
