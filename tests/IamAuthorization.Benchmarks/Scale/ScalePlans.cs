using IamAuthorization.EntityFrameworkCore;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>Shows the plans of the queries that a first decision makes.</summary>
internal static class ScalePlans
{
    /// <returns>What scans.</returns>
    public static async Task<string[]> WriteAsync(
        string kind, StoreDialect dialect, List<IReadOnlyList<WatchedQuery>> decisions, TextWriter output)
    {
        var scans = new List<string>();
        await output.WriteLineAsync(
            $"\n{kind}: {decisions.Max(queries => queries.Count)} queries at the first decision about a principal");
        foreach (WatchedQuery query in decisions.SelectMany(queries => queries).DistinctBy(query => query.Sql))
        {
            QueryPlan plan = await QueryPlan.ReadAsync(kind, dialect, query);
            scans.AddRange(plan.Scans);
            await output.WriteLineAsync($"\n{query.Sql}");
            foreach (string line in plan.Lines)
            {
                await output.WriteLineAsync($"    {line}");
            }
        }

        await output.WriteLineAsync(
            scans.Count == 0 ? $"\n{kind}: no scan" : $"\n{kind}: SCAN: {string.Join("; ", scans)}");
        return [.. scans];
    }
}
