using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IamAuthorization.Architecture;

/// <summary>The tables of doors name tests there are, and every test of a door.</summary>
public sealed partial class DoorTests
{
    private const string Table = "docs/doors.md";
    private const string Tests = "tests/IamAuthorization.AspNetCore.Tests/";

    [Fact]
    public void TestsOfTheTables_Exist() => Assert.Empty(Told().Except(TestsUnder(Tests)));

    [Fact]
    public void TestsOfDoors_StandInTheTables() =>
        Assert.Empty(TestsUnder($"{Tests}Doors/").Except(Told()));

    [Fact]
    public void Rows_NameATestEach()
    {
        string[] untested =
        [
            .. from row in Row().Matches(Repository.Read(Table))
               where !row.Value.StartsWith("| ---", StringComparison.Ordinal)
               where !row.Value.EndsWith("| Test |", StringComparison.Ordinal)
               where !Quoted().IsMatch(row.Value.Split('|')[^2])
               select row.Value,
        ];
        Assert.Empty(untested);
    }

    private static string[] Told() =>
    [
        .. from row in Row().Matches(Repository.Read(Table))
           from test in Quoted().Matches(row.Value.Split('|')[^2])
           select test.Groups["test"].Value,
    ];

    private static string[] TestsUnder(string folder)
    {
        string[] tests =
        [
            .. from file in Repository.FilesUnder(folder, ".cs")
               from method in CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot()
                   .DescendantNodes().OfType<MethodDeclarationSyntax>()
               where method.AttributeLists.SelectMany(list => list.Attributes)
                   .Any(attribute => attribute.Name.ToString() is "Fact" or "Theory")
               select $"{method.FirstAncestorOrSelf<ClassDeclarationSyntax>()!.Identifier.Text}."
                   + method.Identifier.Text,
        ];
        Assert.NotEmpty(tests);
        return tests;
    }

    [GeneratedRegex(@"^\|.*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<test>[A-Za-z]+\\.[A-Za-z0-9_]+)`")]
    private static partial Regex Quoted();
}
