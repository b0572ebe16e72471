using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>What <c>kill</c> is asked for.</summary>
internal sealed record KillOptions(int Kills, int Seed, string[] Stores)
{
    public static bool TryParse(
        ReadOnlySpan<string> arguments,
        [NotNullWhen(true)] out KillOptions? options,
        [NotNullWhen(false)] out string? problem)
    {
        options = null;
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--kills"] = "20",
            ["--seed"] = "1",
            ["--stores"] = "sqlite,postgres",
        };
        if (!Arguments.TryRead(arguments, defaults, out Arguments? read, out problem))
        {
            return false;
        }

        string[] stores = read.List("--stores");
        if (read.Number("--kills") < 1 || read.Number("--seed") < 0)
        {
            problem = "--kills and --seed are whole numbers, --kills from 1.";
            return false;
        }

        if (stores.Length == 0 || stores.Any(store => store is not ("sqlite" or "postgres")))
        {
            problem = "--stores names `sqlite`, `postgres` or both.";
            return false;
        }

        options = new KillOptions(read.Number("--kills"), read.Number("--seed"), stores);
        return true;
    }
}
