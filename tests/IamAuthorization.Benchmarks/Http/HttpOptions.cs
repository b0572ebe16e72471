using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IamAuthorization.Benchmarks.Http;

/// <summary>What is sent to which servers.</summary>
internal sealed class HttpOptions
{
    public int Rounds { get; private init; }

    /// <summary>Requests of one burst.</summary>
    public int Requests { get; private init; }

    public int Connections { get; private init; }

    public TimeSpan WarmUp { get; private init; }

    public string? OutFile { get; private init; }

    public IReadOnlyList<string> Variants { get; private init; } = [];

    public static bool TryParse(
        ReadOnlySpan<string> arguments,
        [NotNullWhen(true)] out HttpOptions? options,
        [NotNullWhen(false)] out string? problem)
    {
        options = null;
        var given = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--rounds"] = "200",
            ["--requests"] = "500",
            ["--connections"] = "8",
            ["--warm-up-ms"] = "4000",
            ["--only"] = string.Join(',', HttpVariant.All),
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

        options = new HttpOptions
        {
            Rounds = Number(given["--rounds"]),
            Requests = Number(given["--requests"]),
            Connections = Number(given["--connections"]),
            WarmUp = TimeSpan.FromMilliseconds(Number(given["--warm-up-ms"])),
            OutFile = given["--out"].Length == 0 ? null : given["--out"],
            Variants = given["--only"].Split(','),
        };
        return true;
    }

    private static string? Problem(Dictionary<string, string> given)
    {
        string[] numbers = ["--rounds", "--requests", "--connections", "--warm-up-ms"];
        if (numbers.FirstOrDefault(name => Number(given[name]) < 1) is { } wrong)
        {
            return $"{wrong} is a whole number from 1.";
        }

        return given["--only"].Split(',').FirstOrDefault(variant => !HttpVariant.All.Contains(variant)) is { } unknown
            ? $"`{unknown}` is no variant; there are {string.Join(", ", HttpVariant.All)}."
            : null;
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;
}
