namespace IamAuthorization.Architecture;

/// <summary>The arrows between projects: each may lean only on floors below its own.</summary>
public sealed class FloorTests
{
    private const string Prefix = "IamAuthorization.";
    private const string AspNetCore = "AspNetCore";

    /// <summary>The house, ground first. A project that is not listed has no place yet and fails the test.</summary>
    private static readonly Dictionary<string, int> Floors = new(StringComparer.Ordinal)
    {
        ["Policies"] = 0,
        ["Accounts"] = 1,
        ["Authorizer"] = 2,
        ["EntityFrameworkCore"] = 2,
        ["Sqlite"] = 3,
        ["PostgreSql"] = 3,
        ["SecurityTokens"] = 3,
        [AspNetCore] = 4,
        ["Management"] = 5,
        ["Cli"] = 5,
        ["Server"] = 6,
    };

    /// <summary>Floors are a bound, not a licence: a tool that works offline must not bring a server along.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Policies"] = [],
        ["Cli"] = ["Policies", "Accounts"],
    };

    public static TheoryData<string> SourceProjects => [.. ProjectFile.Under("src/").Select(project => project.File)];

    public static TheoryData<string> TestProjects => [.. ProjectFile.Under("tests/").Select(project => project.File)];

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void SourceProject_LeansOnlyOnFloorsBelow(string file)
    {
        var project = new ProjectFile(file);
        int floor = FloorOf(project.Name);

        Assert.All(project.Projects, leansOn => Assert.True(
            FloorOf(leansOn) < floor,
            $"{project.Name} (floor {floor}) leans on {leansOn} (floor {FloorOf(leansOn)})."));
    }

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void SourceProject_WithNamedNeighbours_LeansOnNoOther(string file)
    {
        var project = new ProjectFile(file);

        IEnumerable<string> strangers = Allowed.TryGetValue(Short(project.Name), out string[]? allowed)
            ? project.Projects.Select(Short).Except(allowed)
            : [];

        Assert.Empty(strangers);
    }

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void SourceProject_BelowAspNetCore_DoesNotReferToTheWebFramework(string file)
    {
        var project = new ProjectFile(file);
        bool mayUseWeb = FloorOf(project.Name) >= Floors[AspNetCore] && Short(project.Name) != "Cli";

        Assert.True(mayUseWeb || (!project.Frameworks.Any() && project.Sdk == "Microsoft.NET.Sdk"), project.Name);
    }

    [Fact]
    public void Policies_LeansOnNothing()
    {
        var project = new ProjectFile("src/IamAuthorization.Policies/IamAuthorization.Policies.csproj");

        Assert.Empty(project.Projects);
        Assert.Empty(project.Packages);
        Assert.Empty(project.Frameworks);
    }

    [Fact]
    public void PoliciesReference_SharesNothingWithTheEngine()
    {
        const string Folder = "tests/IamAuthorization.Policies.Reference/";
        var project = new ProjectFile($"{Folder}IamAuthorization.Policies.Reference.csproj");
        string[] files = [.. Repository.FilesUnder(Folder, ".cs")];

        Assert.Empty(project.Projects);
        Assert.Empty(project.Packages);
        Assert.Empty(project.Frameworks);
        Assert.NotEmpty(files);
        Assert.All(files, file =>
            Assert.DoesNotContain("using IamAuthorization", Repository.Read(file), StringComparison.Ordinal));
    }

    [Fact]
    public void EverySourceFolder_IsOneProjectOfThatName()
    {
        IEnumerable<string> folders = Repository.Files
            .Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.Count(c => c == '/') > 1)
            .Select(file => file.Split('/')[1])
            .Distinct();

        Assert.All(folders, folder => Assert.True(Repository.Exists($"src/{folder}/{folder}.csproj"), folder));
    }

    [Theory]
    [MemberData(nameof(TestProjects))]
    public void TestProject_OfASourceProject_IsTheOnlyOneAndRefersToIt(string file)
    {
        var tests = new ProjectFile(file);
        string subject = tests.Name.EndsWith(".Tests", StringComparison.Ordinal) ? tests.Name[..^".Tests".Length] : "";

        bool isOfSource = Repository.Exists($"src/{subject}/{subject}.csproj");

        Assert.True(!isOfSource || tests.Projects.Contains(subject), $"{tests.Name} does not test {subject}.");
    }

    [Theory]
    [MemberData(nameof(SourceProjects))]
    [MemberData(nameof(TestProjects))]
    public void EveryProject_StandsInTheSolution(string file) =>
        Assert.Contains(file, Repository.Read("IamAuthorization.sln").Replace('\\', '/'), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void Library_TracksItsPublicApi(string file)
    {
        var project = new ProjectFile(file);
        bool isLibrary = !Repository.Read(file).Contains("<OutputType>Exe", StringComparison.Ordinal);
        string folder = Path.GetDirectoryName(file)!.Replace('\\', '/');

        Assert.True(
            !isLibrary || (Repository.Exists($"{folder}/PublicAPI.Shipped.txt")
                && Repository.Exists($"{folder}/PublicAPI.Unshipped.txt")),
            $"{project.Name} lacks PublicAPI.Shipped.txt or PublicAPI.Unshipped.txt.");
    }

    private static string Short(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    private static int FloorOf(string name) =>
        Floors.TryGetValue(Short(name), out int floor)
            ? floor
            : throw new InvalidOperationException($"{name} stands on no floor: give it one in {nameof(Floors)}.");
}
