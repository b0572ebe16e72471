using System.Collections.Frozen;

namespace OrdersApi.Reports;

/// <summary>The shop's reports by path.</summary>
public sealed class ReportShelf
{
    private readonly FrozenDictionary<string, Report> _reports = new Report[]
    {
        new("sales/2026-10", "1,750 in five orders"),
        new("audit/2026-10", "no findings"),
        new("board/2026-q3", "the board is pleased"),
    }.ToFrozenDictionary(report => report.Path, StringComparer.Ordinal);

    public Report? Find(string path) => _reports.GetValueOrDefault(path);
}
