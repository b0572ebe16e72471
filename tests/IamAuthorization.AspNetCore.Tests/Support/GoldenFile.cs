namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// Texts that were reviewed and are compared to the letter; <c>UPDATE_GOLDEN=1</c> writes them anew for the next
/// review.
/// </summary>
internal static class GoldenFile
{
    public static string RepositoryRoot { get; } = FindRoot();

    private static string Folder { get; } =
        Path.Combine(RepositoryRoot, "tests", "IamAuthorization.AspNetCore.Tests", "Golden");

    public static bool Exists(string name) => File.Exists(Path.Combine(Folder, name));

    public static void Matches(string name, string actual)
    {
        string path = Path.Combine(Folder, name);
        string text = actual.ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} is not there; UPDATE_GOLDEN=1 writes it.");
        Assert.Equal(File.ReadAllText(path), text);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IamAuthorization.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests run outside their repository.");
    }
}
