using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using IamAuthorization.Benchmarks.Survival;
using IamAuthorization.EntityFrameworkCore;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>Fills each store with a large account, and measures what that costs.</summary>
internal static class ScaleRunner
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <returns>The exit code: 1 when an answer was wrong, a query scanned, or the cache outgrew its bound.</returns>
    public static async Task<int> RunAsync(ScaleOptions options, TextWriter output)
    {
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {options.Users:N0} users, {options.Policies:N0} policies of 2 statements, {options.Groups:N0} groups.
            A user has {ScaleWorld.PoliciesOfAUser} policies and is in {ScaleWorld.GroupsOfAUser} groups.
            A group has {ScaleWorld.PoliciesOfAGroup} policies: {ScaleWorld.PoliciesInEffect} for a user.
            """));
        var all = new List<ScaleFigures>();
        foreach (string kind in options.Stores)
        {
            if (kind == "postgres" && PostgreSqlServer.FindBinaries() is null)
            {
                await output.WriteLineAsync("postgres: skipped, no server is installed under /usr/lib/postgresql.");
            }
            else
            {
                all.Add(await MeasureAsync(kind, options, output));
            }
        }

        await ScaleTable.WriteAsync(all, output);
        if (options.OutFile is { } file)
        {
            File.WriteAllLines(file, all.Select(row => JsonSerializer.Serialize(row, Json)));
        }

        return all.TrueForAll(row => row.Wrong == 0 && row.Scans.Length == 0 && row.Bound.EntriesMax <= row.Bound.Limit)
            ? 0
            : 1;
    }

    private static async Task<ScaleFigures> MeasureAsync(string kind, ScaleOptions options, TextWriter output)
    {
        var world = new ScaleWorld(options.Users, options.Policies, options.Groups);
        await using SurvivalPlace place = await SurvivalPlace.NewAsync(kind);
        string small = await place.NewDatabaseAsync(0);
        await ScaleImport.RunAsync(kind, small, ScaleWorld.OfOneUser, options.CommitSize);
        string large = await place.NewDatabaseAsync(1);
        double[] commits = await ScaleImport.RunAsync(kind, large, world, options.CommitSize);
        using StoreDialect dialect = SurvivalStore.DialectOf(kind, large);
        await output.WriteLineAsync($"{kind}: filled in {commits.Length} commits");
        double megabytes = await SettleAsync(kind, dialect);

        var probe = new ScaleProbe(kind, large, world, options);
        ScaleQuestion question = probe.FirstQuestion();
        double[] starts = await StartAsync(kind, large, question, options.Starts);
        double[] smallStarts = await StartAsync(kind, small, ScaleWorld.OfOneUser.Allowed(0, 0), options.Starts);
        await probe.WarmUpAsync();
        (double[] cold, double coldCpu) = await probe.ColdAsync();
        List<IReadOnlyList<WatchedQuery>> queries = await probe.WatchAsync();
        string[] scans = await ScalePlans.WriteAsync(kind, dialect, queries, output);
        (double warm, double warmCpu) = await probe.WarmAsync();
        return new ScaleFigures
        {
            Store = kind,
            Users = options.Users,
            Policies = options.Policies,
            Groups = options.Groups,
            ImportSeconds = commits.Sum(),
            CommitSeconds = commits,
            DatabaseMB = megabytes,
            StartNewProcess = starts[0],
            StartWarm = starts[1],
            StartNewProcessOneUser = smallStarts[0],
            StartWarmOneUser = smallStarts[1],
            Asked = cold.Length,
            ColdP50 = Quantiles.Of(cold, 0.5),
            ColdP99 = Quantiles.Of(cold, 0.99),
            ColdMax = cold[^1],
            ColdCpu = coldCpu,
            QueriesMax = queries.Max(one => one.Count),
            Scans = scans,
            WarmNs = warm,
            WarmCpuNs = warmCpu,
            Memory = await probe.WeighAsync(),
            Bound = await probe.BoundAsync(),
            Wrong = probe.Wrong,
            About = $"{RuntimeInformation.FrameworkDescription}; {Environment.ProcessorCount} processors",
        };
    }

    /// <returns>Milliseconds of starts in new processes and in this one, medians.</returns>
    private static async Task<double[]> StartAsync(
        string kind, string connectionString, ScaleQuestion question, int count)
    {
        var cold = new List<double>();
        var warm = new List<double>();
        await ScaleStart.MeasureHereAsync(kind, connectionString, question);
        for (int i = 0; i < count; i++)
        {
            cold.Add(await ScaleStart.MeasureNewProcessAsync(kind, connectionString, question));
            warm.Add(await ScaleStart.MeasureHereAsync(kind, connectionString, question));
        }

        return [Quantiles.Median(cold), Quantiles.Median(warm)];
    }

    /// <summary>WHY: PostgreSQL gathers statistics by itself, but not at once.</summary>
    /// <returns>The size of the database in megabytes.</returns>
    private static async Task<double> SettleAsync(string kind, StoreDialect dialect)
    {
        await using IamDbContext context = dialect.NewContext();
        if (kind == "postgres")
        {
            await context.Database.ExecuteSqlRawAsync("ANALYZE");
        }

        FormattableString size = kind == "postgres"
            ? $"SELECT pg_database_size(current_database()) AS \"Value\""
            : (FormattableString)$"SELECT page_count * page_size AS Value FROM pragma_page_count(), pragma_page_size()";
        return await context.Database.SqlQuery<long>(size).SingleAsync() / Heap.BytesPerMB;
    }
}
