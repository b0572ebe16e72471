using System.Diagnostics;
using System.Globalization;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>Kills a writing process again and again, and looks each time at what it left.</summary>
internal static class KillRunner
{
    /// <summary>After how many kills a new database begins, so that its making is killed, too.</summary>
    private const int KillsPerDatabase = 25;

    /// <summary>One kill of so many comes while the process opens the database.</summary>
    private const int KillsPerOpening = 4;

    private const int DelayMsMax = 1_000;

    public static async Task<int> RunAsync(KillOptions options, TextWriter output)
    {
        int problems = 0;
        foreach (string kind in options.Stores)
        {
            problems += await RunAsync(kind, options, output);
        }

        return problems == 0 ? 0 : 1;
    }

    private static async Task<int> RunAsync(string kind, KillOptions options, TextWriter output)
    {
        if (kind == "postgres" && PostgreSqlServer.FindBinaries() is null)
        {
            await output.WriteLineAsync("postgres: skipped, no server is installed under /usr/lib/postgresql.");
            return 0;
        }

        await using var place = await SurvivalPlace.NewAsync(kind);
        var random = new Random(options.Seed);
        var verifier = new StormVerifier();
        string connection = string.Empty;
        int problems = 0;
        long acknowledged = 0, commits = 0, unheard = 0;
        for (int round = 0; round < options.Kills; round++)
        {
            if (round % KillsPerDatabase == 0)
            {
                commits += verifier.Commits;
                unheard += verifier.Unheard;
                verifier = new StormVerifier();
                connection = await place.NewDatabaseAsync(round / KillsPerDatabase);
            }

            Dictionary<long, string> heard = await KillAsync(kind, connection, round, random.Next(DelayMsMax));
            acknowledged += heard.Count;
            problems += await VerifyAsync(kind, connection, round, verifier, heard, output);
        }

        commits += verifier.Commits;
        unheard += verifier.Unheard;
        await output.WriteLineAsync(
            $"{kind}: {options.Kills} kills, {acknowledged} commits acknowledged, {commits} there, "
                + $"{unheard} of them without anybody having heard, {problems} wrong (seed {options.Seed})");
        if (acknowledged == 0)
        {
            await output.WriteLineAsync($"{kind}: nothing was committed, so nothing was tried.");
            problems++;
        }

        return problems;
    }

    private static async Task<int> VerifyAsync(
        string kind,
        string connection,
        int round,
        StormVerifier verifier,
        Dictionary<long, string> heard,
        TextWriter output)
    {
        await using SurvivalStore opened = await SurvivalStore.OpenAsync(SurvivalStore.DialectOf(kind, connection));
        IReadOnlyList<string> problems = await verifier.VerifyAsync(opened.Store, heard);
        foreach (string problem in problems)
        {
            await output.WriteLineAsync($"{kind}, kill {round}: {problem}");
        }

        return problems.Count;
    }

    /// <returns>What the process said it had committed, by revision.</returns>
    private static async Task<Dictionary<long, string>> KillAsync(
        string kind, string connection, int round, int delayMs)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "exec", typeof(KillRunner).Assembly.Location, "storm", "--store", kind, "--connection", connection,
                "--round", round.ToString(CultureInfo.InvariantCulture),
            },
        };
        using Process process = Process.Start(start)!;
        string? ready = await process.StandardOutput.ReadLineAsync();
        if (ready != StormWriter.Ready)
        {
            throw new InvalidOperationException($"The writing process said `{ready}`.");
        }

        // WHY both: most kills are to fall among commits, the others on the opening of the database.
        bool isAmidCommits = round % KillsPerOpening != 0;
        string? first = isAmidCommits ? await process.StandardOutput.ReadLineAsync() : null;
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(delayMs), TimeProvider.System);
        if (process.HasExited)
        {
            throw new InvalidOperationException("The writing process ended by itself.");
        }

        process.Kill();
        await process.WaitForExitAsync();
        string text = first is null ? await said : $"{first}\n{await said}";

        // WHY up to the last line feed: a line may have been cut.
        return text[..(text.LastIndexOf('\n') + 1)]
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(parts => long.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1]);
    }
}
