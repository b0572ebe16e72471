using System.Text;
using System.Text.Json;

namespace IamAuthorization.Cli.Tests;

/// <summary>Runs the tool in this process.</summary>
internal static class Tool
{
    public static ToolResult Run(string input, params string[] arguments)
    {
        using var output = new MemoryStream();
        using var help = new StringWriter();
        using var error = new StringWriter();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        int exitCode = IamCommandLine.Run(arguments, new Terminal(stream, output, help, error));
        return new ToolResult(exitCode, Encoding.UTF8.GetString(output.ToArray()), help.ToString(), error.ToString());
    }

    /// <summary>The answer to one case.</summary>
    public static JsonElement Simulate(string line) => JsonElement.Parse(SimulateLine(line));

    /// <summary>The answer to one case, as written.</summary>
    public static string SimulateLine(string line)
    {
        ToolResult result = Run(line.ReplaceLineEndings(" ") + "\n", "simulate");
        Assert.Equal(0, result.ExitCode);
        return Assert.Single(result.Lines);
    }

    public static string CodeOf(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetString()!;

    public static string MessageOf(JsonElement answer) =>
        answer.GetProperty("error").GetProperty("message").GetString()!;
}

internal sealed record ToolResult(int ExitCode, string Output, string Help, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
