using System.Reflection;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.AspNetCore.Tests.Telemetry;

/// <summary>The page lists every log event there is, and no other.</summary>
public sealed class LogEvents
{
    private const string Prefix = "IamAuthorization.";

    /// <summary>The first of a project's thousand ids. A project that logs and is not listed fails the test.</summary>
    private static readonly Dictionary<string, int> FirstIds = new(StringComparer.Ordinal)
    {
        ["Accounts"] = 1000,
        ["Authorizer"] = 2000,
        ["AspNetCore"] = 3000,
        ["SecurityTokens"] = 4000,
        ["EntityFrameworkCore"] = 5000,
    };

    [Fact]
    public void EveryEvent_StandsOnThePage_AsItIsDeclared() => Assert.Equal(
        Declared().Select(one => one.Line).Order(StringComparer.Ordinal),
        TelemetryPage.Rows("Log events")
            .Select(row => Line(
                row[0], TelemetryPage.Code(row[1]), row[2], TelemetryPage.Code(row[3])))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void EveryEvent_OfThePage_SaysWhen() =>
        Assert.All(TelemetryPage.Rows("Log events"), row => Assert.NotEmpty(row[4]));

    [Fact]
    public void Ids_AreGivenOnce()
    {
        int[] ids = [.. Declared().Select(one => one.Event.EventId)];

        Assert.NotEmpty(ids);
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void Names_AreGivenOnce()
    {
        string?[] names = [.. Declared().Select(one => one.Event.EventName)];

        Assert.DoesNotContain(names, string.IsNullOrEmpty);
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void Ids_AreOfTheirProjectsRange() => Assert.All(Declared(), one => Assert.True(
        FirstIds.TryGetValue(one.Project, out int first) && one.Event.EventId / 1000 * 1000 == first,
        $"{one.Project} has event {one.Event.EventId}."));

    /// <summary>Assemblies are found by what the tests lean on; a project they cannot see would be left out.</summary>
    [Fact]
    public void EveryProjectThatLogs_IsSeen()
    {
        IEnumerable<string> log = Directory.EnumerateDirectories(Path.Combine(TelemetryPage.Root, "src"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Any(file => File.ReadAllText(file).Contains("[LoggerMessage(", StringComparison.Ordinal)))
            .Select(folder => Path.GetFileName(folder)[Prefix.Length..]);

        Assert.Equal(
            log.Order(StringComparer.Ordinal),
            Declared().Select(one => one.Project).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Line(object id, string? name, object level, string message) =>
        $"{id} {name} {level} {message}";

    private static IEnumerable<(string Project, LoggerMessageAttribute Event, string Line)> Declared() =>
        from assembly in SourceAssemblies.All
        from type in assembly.GetTypes()
        from method in type.GetMethods(
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            | BindingFlags.DeclaredOnly)
        let declared = method.GetCustomAttribute<LoggerMessageAttribute>()
        where declared is not null
        select (
            assembly.GetName().Name![Prefix.Length..],
            declared,
            Line(declared.EventId, declared.EventName, declared.Level, declared.Message));
}
