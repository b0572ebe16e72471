namespace IamAuthorization.AspNetCore.Tests.Telemetry;

/// <summary>docs/telemetry.md: its tables as rows of cells, back-ticks kept.</summary>
internal static class TelemetryPage
{
    public static string Root { get; } = FindRoot();

    /// <summary>The rows below a heading, without the header.</summary>
    public static string[][] Rows(string heading) =>
    [
        .. File.ReadLines(Path.Combine(Root, "docs", "telemetry.md"))
            .SkipWhile(line => line != $"## {heading}").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    /// <summary>The text between the back-ticks of a cell that is code.</summary>
    public static string Code(string cell)
    {
        Assert.True(cell is ['`', .., '`'], $"`{cell}` is not written as code.");
        return cell[1..^1];
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "telemetry.md")))
        {
            folder = folder.Parent;
        }

        return folder!.FullName;
    }
}
