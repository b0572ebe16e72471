using System.Text.RegularExpressions;
using IamAuthorization.Accounts;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>The page of the start-up checks has all checks there are, and no others.</summary>
public sealed partial class StartupDocumentationTests
{
    private static readonly string Page =
        File.ReadAllText(Path.Combine(GoldenFile.RepositoryRoot, "docs", "startup-checks.md"));

    [Fact]
    public void Page_HasEveryCheckOfTheCatalogue_InItsOrder() => Assert.Equal(
        StartupCheckIds.All.Select(check => (check.Id, check.What)),
        Row().Matches(Page).Select(row => (row.Groups["id"].Value, row.Groups["what"].Value)));

    [Fact]
    public void Page_SaysOfEachCheckWhetherItCanBeSkipped() => Assert.All(
        Row().Matches(Page),
        row => Assert.Equal(
            StartupCheckIds.Find(row.Groups["id"].Value)!.WhyNotSkipped is { } reason ? $"none: {reason}" : "yes",
            row.Groups["skip"].Value));

    [Fact]
    public void Page_SaysOfEachCheckWhatToDo() => Assert.All(
        Row().Matches(Page), row => Assert.True(row.Groups["remedy"].Length > 10));

    [Fact]
    public void Ids_AreUniqueAndInOrder()
    {
        string[] ids = [.. StartupCheckIds.All.Select(check => check.Id)];

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [GeneratedRegex(
        @"^\| (?<id>IAM\d{4}) \| (?<what>[^|]+) \| (?<remedy>[^|]+) \| (?<skip>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
