using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using IamAuthorization.Accounts;

namespace IamAuthorization.AspNetCore;

/// <summary>The parameters of a token request that are JSON.</summary>
internal static class TokenJson
{
    /// <summary>A member twice would be two tags to one reader and one to another.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 2 };

    private static readonly TokenError BadTags =
        TokenError.InvalidRequest("tags must be a JSON object of texts, each key once");

    private static readonly TokenError BadKeys =
        TokenError.InvalidRequest("transitive_tag_keys must be a JSON array of texts");

    public static bool TryReadTags(
        string? text, out ImmutableArray<IamTag> tags, [NotNullWhen(false)] out TokenError? error) =>
        TryRead(
            text,
            json => json.ValueKind == JsonValueKind.Object
                ? [.. json.EnumerateObject().Select(member => new IamTag(member.Name, TextOf(member.Value)))]
                : default,
            BadTags,
            out tags,
            out error);

    public static bool TryReadKeys(
        string? text, out ImmutableArray<string> keys, [NotNullWhen(false)] out TokenError? error) =>
        TryRead(
            text,
            json => json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray().Select(TextOf)] : default,
            BadKeys,
            out keys,
            out error);

    private static bool TryRead<T>(
        string? text,
        Func<JsonElement, ImmutableArray<T>> read,
        TokenError bad,
        out ImmutableArray<T> values,
        [NotNullWhen(false)] out TokenError? error)
    {
        values = [];
        error = null;
        if (text is null)
        {
            return true;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text, Strict);
            values = read(json.RootElement);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // WHY the second: half a surrogate pair is found only when the text is read.
            values = default;
        }

        error = values.IsDefault ? bad : null;
        return error is null;
    }

    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new JsonException();
}
