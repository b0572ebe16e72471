using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IamAuthorization.Architecture;

/// <summary>The table of threats names the tests there are, and all of them.</summary>
public sealed partial class ThreatTests
{
    private const string Table = "docs/threats.md";

    [Fact]
    public void TestsOfTheTable_CarryTheThreatsTrait() => Assert.Empty(Told().Except(Tested()));

    [Fact]
    public void TestsWithAThreatsTrait_StandInTheTable() => Assert.Empty(Tested().Except(Told()));

    [Fact]
    public void Table_NamesEachThreatOnce()
    {
        string[] ids = [.. Row().Matches(Repository.Read(Table)).Select(row => row.Groups["id"].Value)];

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    /// <summary>A threat and a class that tries it, as the table has them.</summary>
    private static string[] Told() =>
    [
        .. from row in Row().Matches(Repository.Read(Table))
           from test in Quoted().Matches(row.Groups["tests"].Value)
           select $"{row.Groups["id"].Value} {test.Groups["class"].Value}",
    ];

    /// <summary>A threat and the class whose trait, or whose methods' trait, names it.</summary>
    private static string[] Tested() =>
    [
        .. (from file in Repository.FilesUnder("tests/", ".cs")
            from trait in CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot()
                .DescendantNodes().OfType<AttributeSyntax>()
            where trait.Name.ToString() == "Trait" && ArgumentOf(trait, 0) == "Threat"
            select $"{ArgumentOf(trait, 1)} {ClassOf(trait)}").Distinct(),
    ];

    private static string ArgumentOf(AttributeSyntax attribute, int index) =>
        ((LiteralExpressionSyntax)attribute.ArgumentList!.Arguments[index].Expression).Token.ValueText;

    private static string ClassOf(AttributeSyntax attribute) =>
        attribute.FirstAncestorOrSelf<ClassDeclarationSyntax>()!.Identifier.Text;

    [GeneratedRegex(@"^\| (?<id>[A-Z]\d+) \|.*\| (?<tests>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<class>[A-Za-z]+)`")]
    private static partial Regex Quoted();
}
