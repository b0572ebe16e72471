using System.Reflection;

namespace IamAuthorization.AspNetCore.Tests.Telemetry;

/// <summary>The assemblies of <c>src/</c> that these tests stand beside.</summary>
internal static class SourceAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "IamAuthorization.*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => Directory.Exists(Path.Combine(TelemetryPage.Root, "src", name!)))
            .Select(name => Assembly.Load(name!)),
    ];

    /// <summary>The C# of <c>src/</c>.</summary>
    public static IEnumerable<string> Sources => Directory
        .EnumerateFiles(Path.Combine(TelemetryPage.Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
        .Select(File.ReadAllText);
}
