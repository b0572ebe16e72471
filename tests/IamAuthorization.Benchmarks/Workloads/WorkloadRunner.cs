using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>Runs workloads, writes their figures and prints them as a table.</summary>
internal static class WorkloadRunner
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Version { get; } =
        typeof(IamEvaluator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    /// <summary>Runs them.</summary>
    /// <returns>The exit code: 1 when an answer was wrong.</returns>
    public static int Run(WorkloadOptions options, TextWriter output)
    {
        List<string> files = Files(options);
        var figures = new List<Figures>();
        output.WriteLine(FiguresTable.Header);
        foreach (string file in files)
        {
            (Figures floor, Figures project) = RunFile(file, options);
            figures.Add(project);
            figures.Add(floor);
            output.WriteLine(FiguresTable.Row(project, floor));
        }

        foreach (string line in FiguresTable.Growth(figures))
        {
            output.WriteLine(line);
        }

        File.WriteAllText(options.OutFile, JsonSerializer.Serialize(figures, Json) + "\n");
        int mismatches = figures.Sum(row => row.Mismatches);
        output.WriteLine($"{figures.Sum(row => row.Checked)} answers checked, {mismatches} wrong");
        return mismatches == 0 && figures.Count > 0 ? 0 : 1;
    }

    private static List<string> Files(WorkloadOptions options) =>
    [
        .. Directory.EnumerateFiles(options.Folder, "*.json")
            .Where(file => options.Only.Count == 0 || options.Only.Contains(Path.GetFileNameWithoutExtension(file)))
            .OrderBy(file => Path.GetFileNameWithoutExtension(file).Split('-')[0], StringComparer.Ordinal)
            .ThenBy(file => Path.GetFileNameWithoutExtension(file).Length)
            .ThenBy(file => file, StringComparer.Ordinal),
    ];

    // A method of its own, so that nothing of one workload is alive while the next is weighed.
    private static (Figures Floor, Figures Project) RunFile(string file, WorkloadOptions options)
    {
        Workload workload = Workload.Load(file);
        Figures floor = Measure(new FloorPeer(workload), workload, options);
        return (floor, Measure(new ProjectPeer(workload), workload, options));
    }

    private static Figures Measure(Peer peer, Workload workload, WorkloadOptions options)
    {
        var measurement = new Measurement(options, workload.Requests.Length);
        (double setupMs, double heapMB, double stringsMB) = Measurement.SetUp(peer);
        (int checkedCount, int mismatches) = measurement.Check(peer);
        measurement.WarmUp(peer);
        (double Ns, double Cal, double AllocBytes, long Decisions)[] rounds =
            [.. Enumerable.Range(0, options.Rounds).Select(_ => measurement.Round(peer))];
        GC.KeepAlive(measurement.Sum);
        return new Figures
        {
            Peer = peer.Name,
            Workload = workload.Id,
            N = workload.Size ?? Statements(workload),
            Ns = Quantiles.Median(rounds.Select(round => round.Ns)),
            Rel = Quantiles.Median(rounds.Select(round => round.Ns / round.Cal)),
            Cal = Quantiles.Median(rounds.Select(round => round.Cal)),
            Min = rounds.Min(round => round.Ns),
            Max = rounds.Max(round => round.Ns),
            AllocBytes = Quantiles.Median(rounds.Select(round => round.AllocBytes)),
            Decisions = rounds.Sum(round => round.Decisions),
            Checked = checkedCount,
            Mismatches = mismatches,
            SetupMs = setupMs,
            HeapMB = heapMB,
            Version = Version,
            About = $"{peer.About}; {RuntimeInformation.FrameworkDescription}; heapMB leaves out "
                + stringsMB.ToString("F3", CultureInfo.InvariantCulture) + " MB of the documents' own strings",
        };
    }

    private static int Statements(Workload workload) =>
        workload.Policies.Sum(policy => policy.Document.GetProperty("Statement").GetArrayLength());
}
