using System.IO.Compression;
using System.Text.Json;

namespace IamAuthorization.Policies.Tests.Documents;

/// <summary>The policy data the reader is held against.</summary>
internal static class PolicyData
{
    private static readonly Lazy<Dictionary<string, JsonElement>> Invalid = new(() => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "invalid-policies.jsonl"))
        .Select(Row)
        .ToDictionary(row => row.GetProperty("id").GetString()!, StringComparer.Ordinal));

    /// <summary>The folder of reference data beside the sources, or null when it is not there.</summary>
    public static string? SharedFolder { get; } = FindShared();

    public static PolicyKind KindOf(string name) => name switch
    {
        "identity" or "managed" => PolicyKind.Managed,
        "inline-user" => PolicyKind.InlineUser,
        "inline-group" => PolicyKind.InlineGroup,
        "inline-role" => PolicyKind.InlineRole,
        "resource" or "endpoint" => PolicyKind.Resource,
        "trust" => PolicyKind.RoleTrust,
        "boundary" => PolicyKind.PermissionsBoundary,
        "session" => PolicyKind.Session,
        "scp" => PolicyKind.ServiceControl,
        "rcp" => PolicyKind.ResourceControl,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown kind."),
    };

    /// <summary>The rows of the catalogue of invalid policies that belongs to this repository.</summary>
    public static IReadOnlyDictionary<string, JsonElement> InvalidPolicies => Invalid.Value;

    /// <summary>The rows of a compressed file of the reference data; skips the test when there is none.</summary>
    public static IEnumerable<JsonElement> SharedRows(string file)
    {
        Assert.SkipUnless(SharedFolder is not null, "The folder of reference data is not beside the sources.");
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(SharedFolder!, "data", file)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return Row(line);
        }
    }

    /// <summary>The text of a document that is given as JSON or as a string.</summary>
    public static string TextOf(JsonElement document) =>
        document.ValueKind == JsonValueKind.String ? document.GetString()! : document.GetRawText();

    public static string? StringOf(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static JsonElement Row(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static string? FindShared()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string shared = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(shared, "design.md")))
            {
                return shared;
            }
        }

        return null;
    }
}
