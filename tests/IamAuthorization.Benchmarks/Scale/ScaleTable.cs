using System.Globalization;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>The figures for people, a column for each store.</summary>
internal static class ScaleTable
{
    public static async Task WriteAsync(List<ScaleFigures> all, TextWriter output)
    {
        (string Name, Func<ScaleFigures, string> Value)[] rows =
        [
            ("", row => row.Store),
            ("import, s", row => Text(row.ImportSeconds, "0.0")),
            ("first full commit, s", row => Text(row.CommitSeconds[0], "0.00")),
            ("last full commit, s", row => Text(row.CommitSeconds[Math.Max(0, row.CommitSeconds.Length - 2)], "0.00")),
            ("database, MB", row => Text(row.DatabaseMB, "0")),
            ("start of a new process, ms", row => Text(row.StartNewProcess, "0")),
            ("  the same, one user", row => Text(row.StartNewProcessOneUser, "0")),
            ("start when warm, ms", row => Text(row.StartWarm, "0")),
            ("  the same, one user", row => Text(row.StartWarmOneUser, "0")),
            ("first decisions timed", row => Text(row.Asked, "0")),
            ("first decision p50, ms", row => Text(row.ColdP50, "0.00")),
            ("first decision p99, ms", row => Text(row.ColdP99, "0.00")),
            ("first decision max, ms", row => Text(row.ColdMax, "0.00")),
            ("first decision, CPU ms", row => Text(row.ColdCpu, "0.00")),
            ("queries of a first decision", row => Text(row.QueriesMax, "0")),
            ("scans", row => Text(row.Scans.Length, "0")),
            ("warm decision, ns", row => Text(row.WarmNs, "0")),
            ("warm decision, CPU ns", row => Text(row.WarmCpuNs, "0")),
            ("principals weighed", row => Text(row.Memory.Principals, "0")),
            ("  all in memory, MB", row => Text(row.Memory.HeapMB, "0.0")),
            ("  one, policies shared, bytes", row => Text(row.Memory.SharedBytes, "0")),
            ("  one compiled policy, bytes", row => Text(row.Memory.PolicyBytes, "0")),
            ("  one, policies its own, bytes", row => Text(row.Memory.OwnBytes, "0")),
            ("bound of the cache", row => Text(row.Bound.Limit, "0")),
            ("  principals that asked", row => Text(row.Bound.Asked, "0")),
            ("  most entries", row => Text(row.Bound.EntriesMax, "0")),
            ("  evicted", row => Text(row.Bound.Asked - row.Bound.EntriesEnd, "0")),
            ("  heap when full, MB", row => Text(row.Bound.HeapFullMB, "0.0")),
            ("  heap in the end, MB", row => Text(row.Bound.HeapEndMB, "0.0")),
            ("wrong answers", row => Text(row.Wrong, "0")),
        ];
        await output.WriteLineAsync();
        foreach ((string name, Func<ScaleFigures, string> value) in rows)
        {
            await output.WriteLineAsync($"{name,-32}{string.Concat(all.Select(row => $"{value(row),14}"))}".TrimEnd());
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
