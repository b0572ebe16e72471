using System.Text.RegularExpressions;

namespace IamAuthorization.Policies.Tests.Pitfalls;

/// <summary>Every pitfall and every row of the decision tables has its test somewhere under tests/.</summary>
public sealed partial class PitfallRegisterTests
{
    private const int PitfallCount = 128;
    private const int SameAccountRows = 30;
    private const int CrossAccountRows = 9;

    /// <summary>Pitfalls of parts that do not exist yet.</summary>
    private static readonly Dictionary<int, string> Waiting = new()
    {
        [74] = "id pinning comes with the management of trust policies",
    };

    [Fact]
    public void EveryPitfall_HasATestThatCarriesItsNumber()
    {
        HashSet<int> tested =
            [.. PitfallName().Matches(TestSources()).Select(match => int.Parse(match.Groups[1].Value))];

        IEnumerable<int> missing = Enumerable.Range(1, PitfallCount).Where(number => !tested.Contains(number));

        Assert.Equal(string.Join(' ', Waiting.Keys.Order()), string.Join(' ', missing));
    }

    [Theory]
    [InlineData('S', SameAccountRows)]
    [InlineData('X', CrossAccountRows)]
    public void EveryRowOfTheDecisionTables_IsARowOfATest(char table, int count)
    {
        string sources = TestSources();

        Assert.All(
            Enumerable.Range(1, count),
            number => Assert.Contains($"[InlineData(\"{table}{number}\",", sources, StringComparison.Ordinal));
    }

    private static string TestSources()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IamAuthorization.sln")))
        {
            folder = folder.Parent;
        }

        Assert.SkipUnless(folder is not null, "The sources are not beside the test assembly.");
        string tests = Path.Combine(folder!.FullName, "tests");
        return string.Join(
            '\n',
            Directory.EnumerateFiles(tests, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    [GeneratedRegex(@"(?:void|Task) P(\d{2,3})_")]
    private static partial Regex PitfallName();
}
