using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IamAuthorization.Policies;

/// <summary>
/// Reads strict JSON (RFC 8259) into nodes that know their place. Nothing is dropped or merged: duplicates are the
/// caller's to refuse (PL-04).
/// </summary>
internal ref struct DocumentTextReader
{
    /// <summary>PL-11: how deep arrays and objects may be nested.</summary>
    public const int DepthMax = 16;

    private readonly ReadOnlySpan<byte> _utf8;
    private Utf8JsonReader _json;
    private TextCursor _cursor;

    private DocumentTextReader(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _cursor = new TextCursor(utf8);

        // WHY: one level more than allowed, so that our own check meets the excess and can say where it is.
        _json = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DepthMax + 1 });
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">Why there is no root.</param>
    /// <returns>The root value, or null when the text is not JSON.</returns>
    public static DocumentNode? Read(string text, out DocumentTextProblem problem)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            OperationStatus status = Utf8.FromUtf16(
                text, buffer, out int charsRead, out int length, replaceInvalidSequences: false);
            if (status != OperationStatus.Done)
            {
                TextPosition position = new TextCursor(buffer.AsSpan(0, length)).MoveTo(length);
                problem = new DocumentTextProblem(
                    position,
                    $"{Shown.Character(text[charsRead])} is half of a surrogate pair: write whole characters.");
                return null;
            }

            return new DocumentTextReader(buffer.AsSpan(0, length)).ReadRoot(out problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private DocumentNode? ReadRoot(out DocumentTextProblem problem)
    {
        problem = default;
        try
        {
            _json.Read();
            DocumentNode? root = ReadValue(parent: null, name: null, namePosition: default, ref problem);

            // WHY: only the read behind the root finds out what stands after it.
            _ = root is not null && _json.Read();
            return root;
        }
        catch (JsonException exception)
        {
            problem = SyntaxProblem(exception);
            return null;
        }
    }

    private DocumentNode? ReadValue(
        DocumentNode? parent, string? name, TextPosition namePosition, ref DocumentTextProblem problem)
    {
        TextPosition position = _cursor.MoveTo((int)_json.TokenStartIndex);
        bool isContainer = _json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (isContainer && _json.CurrentDepth >= DepthMax)
        {
            problem = new DocumentTextProblem(
                position,
                $"Arrays and objects are nested deeper than {DepthMax} levels: a policy needs seven at most.");
            return null;
        }

        if (!TryReadText(position, out string text, ref problem))
        {
            return null;
        }

        var node = new DocumentNode(KindOf(_json.TokenType), text, parent, position)
        {
            Name = name,
            NamePosition = namePosition,
        };
        return !isContainer || TryReadChildren(node, ref problem) ? node : null;
    }

    private bool TryReadChildren(DocumentNode container, ref DocumentTextProblem problem)
    {
        while (_json.Read() && _json.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            string? name = null;
            TextPosition namePosition = default;
            if (_json.TokenType == JsonTokenType.PropertyName)
            {
                namePosition = _cursor.MoveTo((int)_json.TokenStartIndex);
                if (!TryReadText(namePosition, out name, ref problem))
                {
                    return false;
                }

                _json.Read();
            }

            if (ReadValue(container, name, namePosition, ref problem) is null)
            {
                return false;
            }
        }

        container.End = _cursor.MoveTo((int)_json.TokenStartIndex);
        return true;
    }

    private bool TryReadText(TextPosition position, out string text, ref DocumentTextProblem problem)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.String or JsonTokenType.PropertyName:
                return TryReadString(position, out text, ref problem);
            case JsonTokenType.Number:
                text = Encoding.UTF8.GetString(_json.ValueSpan);
                return true;
            case JsonTokenType.True:
                text = "true";
                return true;
            case JsonTokenType.False:
                text = "false";
                return true;
            default:
                text = string.Empty;
                return true;
        }
    }

    private bool TryReadString(TextPosition position, out string text, ref DocumentTextProblem problem)
    {
        try
        {
            text = _json.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = string.Empty;
            problem = new DocumentTextProblem(
                position, "An escape in this string is half of a surrogate pair: write whole characters.");
            return false;
        }
    }

    private readonly DocumentTextProblem SyntaxProblem(JsonException exception)
    {
        int lineStart = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += _utf8[lineStart..].IndexOf((byte)'\n') + 1;
        }

        int offset = (int)Math.Min(lineStart + (exception.BytePositionInLine ?? 0), _utf8.Length);
        while (offset > 0 && offset < _utf8.Length && (_utf8[offset] & 0b1100_0000) == 0b1000_0000)
        {
            offset--;
        }

        TextPosition position = new TextCursor(_utf8).MoveTo(offset);
        if (offset == _utf8.Length)
        {
            return new DocumentTextProblem(position, "The text ends here, in the middle of the JSON document.");
        }

        Rune.DecodeFromUtf8(_utf8[offset..], out Rune found, out _);
        return new DocumentTextProblem(
            position,
            $"{Shown.Character(found)} does not belong here: the text must be one JSON object and nothing else.");
    }

    private static DocumentNodeKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.String => DocumentNodeKind.String,
        JsonTokenType.Number => DocumentNodeKind.Number,
        JsonTokenType.True or JsonTokenType.False => DocumentNodeKind.Boolean,
        JsonTokenType.StartArray => DocumentNodeKind.Array,
        JsonTokenType.StartObject => DocumentNodeKind.Object,
        _ => DocumentNodeKind.Null,
    };
}
