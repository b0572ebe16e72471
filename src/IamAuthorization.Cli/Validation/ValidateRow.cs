using System.Text.Json;
using IamAuthorization.Cli.Lines;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Validation;

/// <summary>One line of <c>iam validate --jsonl</c>. Further members are the sender's own and are not read.</summary>
internal readonly struct ValidateRow
{
    /// <summary>The caller's name for the document.</summary>
    public required string Id { get; init; }

    /// <summary>What the document is used as.</summary>
    public required PolicyKind Kind { get; init; }

    /// <summary>The text of the document.</summary>
    public required string Document { get; init; }

    /// <summary>Reads a line.</summary>
    /// <param name="json">The line, a JSON object.</param>
    /// <param name="defaultKind">The kind when the line names none.</param>
    /// <returns>The row.</returns>
    /// <exception cref="LineException">A member is missing or wrong.</exception>
    public static ValidateRow Read(JsonElement json, PolicyKind defaultKind) => new()
    {
        Id = JsonLine.Text(Required(json, "id"), "id"),
        Kind = json.TryGetProperty("kind"u8, out JsonElement kind) ? KindOf(JsonLine.Text(kind, "kind")) : defaultKind,
        Document = DocumentText(Required(json, "document_text")),
    };

    private static JsonElement Required(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement member)
            ? member
            : throw new LineException($"The line has no `{name}`.");

    private static PolicyKind KindOf(string name)
    {
        try
        {
            return PolicyKindNames.Parse(name);
        }
        catch (FormatException exception)
        {
            throw new LineException(exception.Message);
        }
    }

    // A lone surrogate in the document's text is the document's fault, not the line's.
    private static string DocumentText(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String && !JsonLine.TryText(json, out _))
        {
            throw new LineException(
                "MalformedPolicyDocument", "The document holds half of a surrogate pair; write whole characters.");
        }

        return JsonLine.Text(json, "document_text");
    }
}
