using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IamAuthorization.Architecture;

/// <summary>The habits of the house that compilers do not check.</summary>
public sealed partial class TidyTests
{
    private const int LineLengthMax = 120;

    private static readonly string[] TopLevelFolders = ["src", "samples", "tests", "docs", ".ci", ".config"];

    private static readonly string[] TopLevelFiles =
    [
        ".editorconfig", ".gitattributes", ".gitignore", "CHANGELOG.md", "Directory.Build.props",
        "Directory.Build.targets", "Directory.Packages.props", "IamAuthorization.sln", "LICENSE", "README.md",
        "global.json",
    ];

    private static readonly string[] TextExtensions =
    [
        ".cs", ".csproj", ".props", ".targets", ".json", ".jsonl", ".md", ".sh", ".sln", ".txt", ".yml", ".yaml",
        ".editorconfig",
    ];

    /// <summary>What must not stand in a tracked file, split so that this file does not hold it itself.</summary>
    private static readonly (string Text, string Why)[] Forbidden =
    [
        ("TO" + "DO", "unfinished work is an issue, not a comment"),
        ("FIX" + "ME", "unfinished work is an issue, not a comment"),
        ("#pragma warning " + "disable", "a rule that is wrong is argued in .editorconfig"),
        ("Suppress" + "Message", "a rule that is wrong is argued in .editorconfig"),
        ("Thread." + "Sleep", "nothing here waits by sleeping"),
        ("NotImplemented" + "Exception", "nothing is a stub"),
        ("api.nuget" + ".org", "feeds belong to the machine"),
    ];

    private static IEnumerable<string> TextFiles => Repository.Files.Where(IsText);

    private static IEnumerable<string> CodeFiles =>
        TextFiles.Where(file => Path.GetExtension(file) is ".cs" or ".sh" or "");

    [Fact]
    public void TopLevel_HoldsOnlyWhatIsNamed() => Holds(Repository.Files
        .Select(file => file.Split('/'))
        .Where(parts => !(parts.Length > 1 ? TopLevelFolders : TopLevelFiles).Contains(parts[0]))
        .Select(parts => $"{parts[0]} has no place at the top level"));

    [Fact]
    public void TrackedFiles_HoldNothingForbidden() => Holds(
        from file in TextFiles
        where file != "src/BannedSymbols.txt"
        let text = Repository.Read(file)
        from rule in Forbidden
        where text.Contains(rule.Text, StringComparison.Ordinal)
        select $"{file} holds `{rule.Text}`: {rule.Why}");

    [Fact]
    public void TrackedFiles_NameNoPathOfOneMachine() => Holds(
        from file in TextFiles
        from match in MachinePath().Matches(Repository.Read(file))
        select $"{file} names {match.Value}…");

    [Fact]
    public void CodeFiles_LinesAreShort() => Holds(
        from file in CodeFiles
        from row in Repository.Read(file).Split('\n').Select((line, index) => (Text: line, Number: index + 1))
        where row.Text.Length > LineLengthMax && !IsData(row.Text)
        select $"{file}({row.Number}) has {row.Text.Length} characters");

    [Fact]
    public void TextFiles_EndWithALineFeed_AndUseNoOtherLineEnd() => Holds(
        from file in TextFiles
        let text = Repository.Read(file)
        where text.Contains('\r') || (text.Length > 0 && !text.EndsWith('\n'))
        select $"{file} has carriage returns or no line feed at its end");

    [Fact]
    public void SourceFiles_HoldOnePublicTypeEach() => Holds(
        from file in Repository.FilesUnder("src/", ".cs")
        let types = PublicTypes(Repository.Read(file))
        where types.Length > 1
        select $"{file} holds {string.Join(", ", types)}");

    [Fact]
    public void MarkdownFiles_RelativeLinks_Resolve() => Holds(
        from file in Repository.FilesUnder(string.Empty, ".md")
        let folder = Path.GetDirectoryName(Repository.PathOf(file))
        from match in MarkdownLink().Matches(Repository.Read(file))
        let target = match.Groups["target"].Value
        where !target.Contains("://", StringComparison.Ordinal) && target[0] != '#' && !target.StartsWith("mailto:")
        where !Path.Exists(Path.Combine(folder, Uri.UnescapeDataString(target.Split('#')[0])))
        select $"{file} links to {target}, which is not there");

    private static void Holds(IEnumerable<string> violations)
    {
        string[] all = [.. violations.Distinct()];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    private static string[] PublicTypes(string code) =>
    [
        .. CSharpSyntaxTree.ParseText(code).GetRoot()
            .DescendantNodes(node => node is not TypeDeclarationSyntax)
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Modifiers.Any(modifier => modifier.IsKind(SyntaxKind.PublicKeyword)))
            .Select(type => type.Identifier.Text),
    ];

    private static bool IsText(string file) =>
        TextExtensions.Any(extension => file.EndsWith(extension, StringComparison.Ordinal))
        || file is "tests/run" or "tests/fuzz" or ".ci/run" or "LICENSE" or ".gitignore" or ".gitattributes";

    // A row of a table that is one string, like a policy document or a link, reads better unbroken.
    private static bool IsData(string line) =>
        line.Contains("InlineData(", StringComparison.Ordinal) || line.Contains("https://", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![A-Za-z0-9_.~*}>/-])/(?:work|farm|root|tmp)/[A-Za-z]")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex MarkdownLink();
}
