using System.Text.RegularExpressions;

namespace IamAuthorization.Architecture;

/// <summary>
/// What a README shows as code. The conventions:
/// <list type="bullet">
/// <item>Every <c>csharp</c> block compiles. As it stands it is a program, with the implicit usings of the web SDK;
/// the first one is a whole <c>Program.cs</c>, which is run.</item>
/// <item>A block that is no program follows an HTML comment <c>&lt;!-- csharp … --&gt;</c> that holds the code
/// around it; the comment's line <c>// block</c> stands for the block.</item>
/// <item>A <c>json</c> block whose line before names a file in back-ticks (<c>`iam/…/alice.json`</c>) is that
/// file.</item>
/// <item>In <c>console</c> blocks, a line <c>$ curl … URL</c> is a request to the program, and the line
/// <c>HTTP/1.1 STATUS …</c> after it is the answer. Options: <c>-H</c> and <c>-X</c>; <c>-i</c> and <c>-s</c> say
/// nothing here.</item>
/// </list>
/// </summary>
internal sealed partial class ReadmeText
{
    private readonly string _text;

    public ReadmeText(string text) => _text = text;

    /// <summary>The sources of the C# blocks, those in a comment's code put into it.</summary>
    public IReadOnlyList<string> Programs =>
        [.. Blocks().Where(block => block.Language == "csharp").Select(block => block.Code)];

    /// <summary>The files it shows, by path.</summary>
    public IReadOnlyDictionary<string, string> Files =>
        Blocks()
            .Where(block => block is { Language: "json", File: not null })
            .ToDictionary(block => block.File!, block => block.Code, StringComparer.Ordinal);

    /// <summary>The requests it shows, with their answers.</summary>
    public IReadOnlyList<ReadmeRequest> Requests =>
        [.. Blocks().Where(block => block.Language == "console").SelectMany(block => ReadmeRequest.Read(block.Code))];

    private IEnumerable<(string Language, string Code, string? File)> Blocks() =>
        FencedBlock().Matches(_text).Select(match => (
            match.Groups["language"].Value,
            Around(match.Groups["around"].Value, match.Groups["code"].Value),
            FileName(match.Groups["before"].Value)));

    private static string Around(string around, string code) =>
        around.Length == 0 ? code : around.Replace("// block", code, StringComparison.Ordinal);

    private static string? FileName(string line) =>
        BackTicked().Match(line) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(
        @"(?:^<!-- csharp\n(?<around>(?:(?!-->).)*?)-->\n\n?)?(?:^(?<before>[^\n`]*`[^\n]+`[^\n`]*)\n\n?)?"
            + @"^```(?<language>[a-z]+)\n(?<code>.*?)^```$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();

    [GeneratedRegex(@"`(?<name>[^`]+\.json)`")]
    private static partial Regex BackTicked();
}
