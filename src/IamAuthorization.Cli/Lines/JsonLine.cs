using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace IamAuthorization.Cli.Lines;

/// <summary>Reads one line as a JSON object.</summary>
internal static class JsonLine
{
    // Documents are cut out as text and have their own, lower limit; deeper lines are no case anyway.
    private const int DepthMax = 256;

    /// <summary>Reads a line.</summary>
    /// <param name="line">Its bytes; empty for a line that was too long to be read.</param>
    /// <param name="number">Its number, for messages.</param>
    /// <returns>The object; to be disposed.</returns>
    /// <exception cref="LineException">The line is no JSON object.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> line, long number)
    {
        if (line.IsEmpty)
        {
            throw new LineException($"Line {number} is longer than {LineReader.LengthMax} bytes.");
        }

        if (!Utf8.IsValid(line.Span))
        {
            throw new LineException($"Line {number} is not UTF-8.");
        }

        JsonDocument json = ParseText(line, number);
        if (json.RootElement.ValueKind == JsonValueKind.Object)
        {
            return json;
        }

        string found = Kind(json.RootElement);
        json.Dispose();
        throw new LineException($"Line {number} is {found}; write one JSON object a line.");
    }

    /// <summary>The <c>id</c> of a line, as far as it can be read, for the answer to a line that is no JSON.</summary>
    /// <param name="line">The bytes.</param>
    /// <returns>The id, or <see langword="null"/>.</returns>
    public static string? ReadableId(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1
                    && reader.ValueTextEquals("id"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text of a JSON string.</summary>
    /// <param name="element">The element.</param>
    /// <param name="where">What it is, for messages.</param>
    /// <returns>The text.</returns>
    /// <exception cref="LineException">It is no string, or no well-formed Unicode.</exception>
    public static string Text(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            throw new LineException($"`{where}` is {Kind(element)}; it must be a string.");
        }

        return TryText(element, out string? text)
            ? text
            : throw new LineException($"`{where}` holds half of a surrogate pair; write whole Unicode characters.");
    }

    /// <summary>The text of a JSON string, unless it holds half of a surrogate pair.</summary>
    /// <param name="element">A JSON string.</param>
    /// <param name="text">The text.</param>
    /// <returns>Whether it is well-formed.</returns>
    public static bool TryText(JsonElement element, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = element.GetString();
        }
        catch (InvalidOperationException)
        {
            text = null;
        }

        return text is not null;
    }

    /// <summary>The name of a member.</summary>
    /// <param name="member">The member.</param>
    /// <returns>The name.</returns>
    /// <exception cref="LineException">The name is no well-formed Unicode.</exception>
    public static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw new LineException("The name of a member holds half of a surrogate pair.");
        }
    }

    /// <summary>What an element is, as a phrase for messages.</summary>
    /// <param name="element">The element.</param>
    /// <returns>The phrase.</returns>
    public static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private static JsonDocument ParseText(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            return JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = DepthMax });
        }
        catch (JsonException exception)
        {
            throw new LineException(
                $"Line {number} is not JSON at byte {exception.BytePositionInLine + 1}; write one JSON object a line.");
        }
    }
}
