using System.Text;
using System.Text.Json;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Reads strict JSON into values that know their places.</summary>
internal static class PlacedJsonReader
{
    /// <summary>How deep a file may nest: a policy document inside a list inside a file needs less than half.</summary>
    public const int DepthMax = 32;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = DepthMax };

    /// <summary>Reads one value that fills the whole text.</summary>
    /// <param name="utf8">Valid UTF-8 without byte order mark.</param>
    /// <param name="problem">What is wrong, or null.</param>
    /// <param name="place">Where it is wrong.</param>
    /// <returns>The value, or null when the text is not JSON.</returns>
    public static PlacedValue? Read(ReadOnlyMemory<byte> utf8, out string? problem, out TextPosition place)
    {
        var lines = new TextLines(utf8);
        var reader = new Utf8JsonReader(utf8.Span, Strict);
        problem = null;
        place = default;
        try
        {
            reader.Read();
            PlacedValue value = ReadValue(ref reader, utf8, lines);
            reader.Read();
            return value;
        }
        catch (JsonException exception)
        {
            problem = WithoutPlace(exception.Message);
            place = lines.PositionOf(lines.OffsetOf(exception.LineNumber ?? 0, exception.BytePositionInLine ?? 0));
        }
        catch (InvalidOperationException)
        {
            // WHY: the reader's answer to an escape that is half a surrogate pair; only GetString can throw it here.
            problem = "a string holds an escape like `\\uD800` that is half of a character";
            place = lines.PositionOf((int)reader.TokenStartIndex);
        }

        return null;
    }

    private static PlacedValue ReadValue(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, TextLines lines)
    {
        int start = (int)reader.TokenStartIndex;
        var members = new List<PlacedMember>();
        var items = new List<PlacedValue>();
        JsonValueKind kind = KindOf(reader.TokenType);
        string? text = null;
        switch (kind)
        {
            case JsonValueKind.Object:
                ReadMembers(ref reader, utf8, lines, members);
                break;
            case JsonValueKind.Array:
                ReadItems(ref reader, utf8, lines, items);
                break;
            case JsonValueKind.String:
                text = reader.GetString();
                break;
            default:
                text = Encoding.UTF8.GetString(reader.ValueSpan);
                break;
        }

        return new PlacedValue
        {
            Kind = kind,
            Position = lines.PositionOf(start),
            Text = text,
            Raw = utf8[start..(int)reader.BytesConsumed],
            Members = members,
            Items = items,
        };
    }

    private static void ReadMembers(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, TextLines lines, List<PlacedMember> members)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            TextPosition place = lines.PositionOf((int)reader.TokenStartIndex);
            string name = reader.GetString()!;
            reader.Read();
            members.Add(new PlacedMember(name, place, ReadValue(ref reader, utf8, lines)));
        }
    }

    private static void ReadItems(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8, TextLines lines, List<PlacedValue> items)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadValue(ref reader, utf8, lines));
        }
    }

    private static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    private static string WithoutPlace(string message)
    {
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
