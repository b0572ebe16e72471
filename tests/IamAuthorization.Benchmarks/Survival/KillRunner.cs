using System.Diagnostics;
using System.Globalization;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>Kills a writing process again and again, and looks each time at what it left.</summary>
internal static class KillRunner
{
    /// <summary>After how many kills a new database begins.</summary>
    private const int KillsPerDatabase = 25;

    /// <summary>
    /// One kill of so many comes while the process opens the database; the first of each database, while it is made.
    /// </summary>
    private const int KillsPerOpening = 5;

    /// <summary>How long an opening takes at most: most of it is the start of the process.</summary>
    private const int OpeningMsMax = 2_000;

    private const int StormMsMax = 500;

    public static async Task<int> RunAsync(KillOptions options, TextWriter output)
    {
        // WHY at once: a kill costs the start of a process above all, and each start keeps one processor busy.
        int[] problems = await Task.WhenAll(options.Stores.Select(kind => RunAsync(kind, options, output)));
        return problems.Sum() == 0 ? 0 : 1;
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
        long start = Stopwatch.GetTimestamp();
        int problems = 0;
        long acknowledged = 0, commits = 0, unheard = 0;
        foreach (int[] rounds in Enumerable.Range(0, options.Kills).Chunk(KillsPerDatabase))
        {
            var verifier = new StormVerifier();
            string connection = await place.NewDatabaseAsync(rounds[0] / KillsPerDatabase);
            foreach (int round in rounds)
            {
                Dictionary<long, string> heard = await KillAsync(kind, connection, round, random);
                acknowledged += heard.Count;
                bool isLast = round == rounds[^1];
                problems += await VerifyAsync(kind, connection, round, verifier, heard, isLast, output);
            }

            commits += verifier.Commits;
            unheard += verifier.Unheard;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind}: {options.Kills} kills, {acknowledged} commits acknowledged, {commits} there, "
                + $"{unheard} of them without anybody having heard, {problems} wrong (seed {options.Seed}; "
                + $"{seconds:0} s)"));
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
        bool isLast,
        TextWriter output)
    {
        await using SurvivalStore opened = await SurvivalStore.OpenAsync(SurvivalStore.DialectOf(kind, connection));
        var problems = new List<string>(await verifier.VerifyAsync(opened.Store, heard));
        if (isLast)
        {
            problems.AddRange(await verifier.VerifyWholeLogAsync(opened.Store));
        }

        foreach (string problem in problems)
        {
            await output.WriteLineAsync($"{kind}, kill {round}: {problem}");
        }

        return problems.Count;
    }

    /// <returns>What the process said it had committed, by revision.</returns>
    private static async Task<Dictionary<long, string>> KillAsync(
        string kind, string connection, int round, Random random)
    {
        // WHY both: most kills are to fall among commits, the others on the opening of the database.
        bool isOpening = round % KillsPerOpening == 0;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "exec", typeof(KillRunner).Assembly.Location, "storm", "--store", kind, "--connection", connection,
                "--round", round.ToString(CultureInfo.InvariantCulture), "--prepares", isOpening.ToString(),
            },
        };

        // WHY: what the compiler counts for code that lives for a second is never used.
        start.Environment["DOTNET_TieredPGO"] = "0";
        using Process process = Process.Start(start)!;
        string? ready = await process.StandardOutput.ReadLineAsync();
        if (ready != StormWriter.Ready)
        {
            throw new InvalidOperationException($"The writing process said `{ready}`.");
        }

        string? first = isOpening ? null : await process.StandardOutput.ReadLineAsync();
        Task<string> said = process.StandardOutput.ReadToEndAsync();
        int delayMs = random.Next(isOpening ? OpeningMsMax : StormMsMax);
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
