namespace IamAuthorization.Accounts.Tests;

/// <summary>The examples of docs/policy-files.md are one folder of policy files that loads.</summary>
public sealed class DocumentedPolicyFiles
{
    private const string Fence = "```";

    private static readonly string[] Kinds =
        ["users", "groups", "roles", "policies", "account.json", "organization.json"];

    [Fact]
    public async Task Examples_LoadWithoutFindings()
    {
        using var folder = new PolicyFolder();
        (string Path, string Content)[] examples = [.. Examples()];
        foreach ((string path, string content) in examples)
        {
            folder.Write(path, content);
        }

        Assert.All(Kinds, kind => Assert.Contains(examples, example => example.Path.Split('/').Contains(kind)));
        Assert.Empty(await folder.FindingsAsync());
    }

    /// <summary>Every JSON block, with the path that stands in back-ticks on the line before it.</summary>
    internal static IEnumerable<(string Path, string Content)> Examples()
    {
        string[] lines = File.ReadAllLines(PageFile());
        for (int start = 0; start < lines.Length; start++)
        {
            if (lines[start] != $"{Fence}json")
            {
                continue;
            }

            int end = Array.IndexOf(lines, Fence, start);
            string title = lines[..start].Last(line => line.Length > 0);
            yield return (title.Split('`')[1]["iam/".Length..], string.Join('\n', lines[(start + 1)..end]));
        }
    }

    private static string PageFile()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "policy-files.md")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "docs", "policy-files.md");
    }
}
