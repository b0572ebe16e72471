using System.Globalization;

namespace IamAuthorization.Benchmarks.Workloads;

/// <summary>The figures as a person reads them.</summary>
internal static class FiguresTable
{
    public const string Header =
        "workload          n          F       ns/decision      B/decision    checked  wrong     set-up ms     heap MB";

    public static string Row(Figures project, Figures floor) => string.Create(
        CultureInfo.InvariantCulture,
        $"{project.Workload,-10}{project.N,9}{project.Rel / floor.Rel,10:F1} F{project.Ns,16:F1}"
            + $"{project.AllocBytes,16:F1}{project.Checked,11}{project.Mismatches,7}"
            + $"{project.SetupMs,14:F1}{project.HeapMB,12:F1}");

    /// <summary>How the multiples of F grow over each sweep: 0 not at all, 1 like the number of statements.</summary>
    public static IEnumerable<string> Growth(IReadOnlyCollection<Figures> figures)
    {
        var steps =
            from project in figures
            where project.Peer == "project" && project.Workload.Contains('-', StringComparison.Ordinal)
            join floor in figures.Where(row => row.Peer != "project") on project.Workload equals floor.Workload
            select (Sweep: project.Workload.Split('-')[0], project.N, Multiple: project.Rel / floor.Rel);
        foreach (var sweep in steps.GroupBy(step => step.Sweep))
        {
            var first = sweep.MinBy(step => step.N);
            var last = sweep.MaxBy(step => step.N);
            if (first.N < last.N)
            {
                double exponent = Math.Log(last.Multiple / first.Multiple) / Math.Log((double)last.N / first.N);
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{sweep.Key}: growth exponent {exponent:F2} from {first.N} to {last.N}");
            }
        }
    }
}
