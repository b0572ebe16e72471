using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>How large the account is, and what is asked of it.</summary>
internal sealed record ScaleOptions
{
    private static readonly string[] Sizes =
        ["--users", "--policies", "--groups", "--asked", "--cached", "--starts", "--commit", "--warm-ms"];

    public required int Users { get; init; }

    public required int Policies { get; init; }

    public required int Groups { get; init; }

    /// <summary>How many principals' first decisions are timed.</summary>
    public required int Asked { get; init; }

    /// <summary>How many principals are kept in memory while they are weighed.</summary>
    public required int Cached { get; init; }

    /// <summary>How many processes are started.</summary>
    public required int Starts { get; init; }

    /// <summary>How many entities one commit of the import puts.</summary>
    public required int CommitSize { get; init; }

    /// <summary>How long one round of warm decisions takes.</summary>
    public required TimeSpan WarmRound { get; init; }

    public required string[] Stores { get; init; }

    public required string? OutFile { get; init; }

    public static bool TryParse(
        ReadOnlySpan<string> arguments,
        [NotNullWhen(true)] out ScaleOptions? options,
        [NotNullWhen(false)] out string? problem)
    {
        options = null;
        var defaults = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["--users"] = "100000",
            ["--policies"] = "10000",
            ["--groups"] = "1000",
            ["--asked"] = "2000",
            ["--cached"] = "20000",
            ["--starts"] = "3",
            ["--commit"] = "5000",
            ["--warm-ms"] = "200",
            ["--stores"] = "sqlite,postgres",
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

        options = new ScaleOptions
        {
            Users = given.Number("--users"),
            Policies = given.Number("--policies"),
            Groups = given.Number("--groups"),
            Asked = given.Number("--asked"),
            Cached = given.Number("--cached"),
            Starts = given.Number("--starts"),
            CommitSize = given.Number("--commit"),
            WarmRound = given.Milliseconds("--warm-ms"),
            Stores = given.List("--stores"),
            OutFile = given["--out"].Length == 0 ? null : given["--out"],
        };
        return true;
    }

    private static string? Problem(Arguments given)
    {
        if (Array.Find(Sizes, name => given.Number(name) < 1) is { } wrong)
        {
            return $"{wrong} is a whole number from 1.";
        }

        string[] stores = given.List("--stores");
        if (stores.Length == 0 || stores.Any(store => store is not ("sqlite" or "postgres")))
        {
            return "--stores names `sqlite`, `postgres` or both.";
        }

        bool isWorld = given.Number("--policies") >= ScaleWorld.PoliciesMin
            && given.Number("--groups") >= ScaleWorld.GroupsOfAUser;
        return isWorld && Math.Max(given.Number("--asked"), given.Number("--cached")) <= given.Number("--users")
            ? null
            : $"--policies is at least {ScaleWorld.PoliciesMin}, --groups {ScaleWorld.GroupsOfAUser}, and no more "
                + "users can be asked for than there are.";
    }
}
