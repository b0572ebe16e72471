using System.Diagnostics;

namespace IamAuthorization.Architecture;

/// <summary>The checkout these tests were built from.</summary>
internal static class Repository
{
    private const string Marker = "IamAuthorization.sln";

    public static string Root { get; } = FindRoot();

    /// <summary>Tracked files that are still there, and new ones that are not ignored; relative paths.</summary>
    public static IReadOnlyList<string> Files { get; } =
    [
        .. Git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
            .Distinct()
            .Where(Exists)
            .Order(StringComparer.Ordinal),
    ];

    public static IEnumerable<string> FilesUnder(string folder, string extension) =>
        Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal)
            && file.EndsWith(extension, StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    public static bool Exists(string file) => File.Exists(PathOf(file));

    public static string PathOf(string file) => Path.Combine(Root, file);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds {Marker}.");
    }

    private static string[] Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process git = Process.Start(start) ?? throw new InvalidOperationException("git does not start.");
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0
            ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException($"git answered {git.ExitCode}.");
    }
}
