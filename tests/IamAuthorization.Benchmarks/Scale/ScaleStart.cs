using System.Diagnostics;
using System.Globalization;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>How long an app takes from being built to its first decision.</summary>
internal static class ScaleStart
{
    /// <summary>What a process of its own does; it prints milliseconds.</summary>
    public static async Task RunAsync(string kind, string connectionString, ScaleQuestion question, TextWriter output)
    {
        double milliseconds = await MeasureHereAsync(kind, connectionString, question);
        await output.WriteLineAsync(milliseconds.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>In this process, whose code is compiled already.</summary>
    public static async Task<double> MeasureHereAsync(string kind, string connectionString, ScaleQuestion question)
    {
        long start = Stopwatch.GetTimestamp();
        await using ScaleApp app = await ScaleApp.StartAsync(kind, connectionString);
        await app.AskAsync(question);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return app.Wrong == 0
            ? milliseconds
            : throw new InvalidOperationException("The first decision was not what it should be.");
    }

    /// <summary>In a new process, without what the runtime takes before the first line of the program.</summary>
    public static async Task<double> MeasureNewProcessAsync(
        string kind, string connectionString, ScaleQuestion question)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "exec", typeof(ScaleStart).Assembly.Location, "scale-start", "--store", kind, "--connection",
                connectionString, "--user", question.User.ToString(), "--page", question.Page.ToString(),
            },
        };
        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out double milliseconds)
            ? milliseconds
            : throw new InvalidOperationException($"The process that was started said `{said}`.");
    }
}
