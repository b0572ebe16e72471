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

    private const int NoParent = -1;

    private readonly DocumentTree _tree;
    private Utf8JsonReader _json;
    private DocumentTextProblem? _problem;

    private DocumentTextReader(DocumentTree tree)
    {
        _tree = tree;

        // WHY: one level more than allowed, so that our own check meets the excess and can say where it is.
        _json = new Utf8JsonReader(tree.Utf8, new JsonReaderOptions { MaxDepth = DepthMax + 1 });
    }

    /// <summary>Reads a text into a tree.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tree">The empty tree.</param>
    /// <returns>Why the text is not JSON, or null when it is.</returns>
    public static DocumentTextProblem? Read(string text, DocumentTree tree)
    {
        OperationStatus status = Utf8.FromUtf16(
            text, tree.Buffer, out int charsRead, out int length, replaceInvalidSequences: false);
        tree.SetLength(length);
        return status == OperationStatus.Done
            ? new DocumentTextReader(tree).Read()
            : new DocumentTextProblem(
                length, $"{Shown.Character(text[charsRead])} is half of a surrogate pair: write whole characters.");
    }

    private DocumentTextProblem? Read()
    {
        try
        {
            int parent = NoParent;
            while (_problem is null && _json.Read())
            {
                parent = _json.TokenType switch
                {
                    JsonTokenType.PropertyName => ReadMember(parent),
                    JsonTokenType.EndObject or JsonTokenType.EndArray => _tree.Close(parent, Offset),
                    _ => ReadValue(parent, name: null, nameOffset: 0),
                };
            }

            return _problem;
        }
        catch (JsonException exception)
        {
            return SyntaxProblem(exception);
        }
    }

    private readonly int Offset => (int)_json.TokenStartIndex;

    private int ReadMember(int parent)
    {
        int nameOffset = Offset;
        string name = ReadString();
        return _problem is null && _json.Read() ? ReadValue(parent, name, nameOffset) : parent;
    }

    /// <summary>Adds the value.</summary>
    /// <returns>The parent of what follows: the value, when it is an array or object.</returns>
    private int ReadValue(int parent, string? name, int nameOffset)
    {
        DocumentNodeKind kind = KindOf(_json.TokenType);
        ref DocumentEntry entry = ref _tree.Add(kind, parent, name, nameOffset, Offset);
        switch (kind)
        {
            case DocumentNodeKind.Array or DocumentNodeKind.Object:
                CheckDepth();
                return _tree.Count - 1;
            case DocumentNodeKind.String:
                entry.Text = ReadString();
                entry.EndOffset = Offset + _json.ValueSpan.Length + 1;
                return parent;
            case DocumentNodeKind.Number or DocumentNodeKind.Boolean:
                entry.Text = SharedTexts.Of(_json.ValueSpan);
                return parent;
            default:
                return parent;
        }
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

    private void CheckDepth()
    {
        if (_json.CurrentDepth >= DepthMax)
        {
            _problem = new DocumentTextProblem(
                Offset, $"Arrays and objects are nested deeper than {DepthMax} levels: a policy needs seven at most.");
        }
    }

    private string ReadString()
    {
        if (!_json.ValueIsEscaped)
        {
            return SharedTexts.Of(_json.ValueSpan);
        }

        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            _problem = new DocumentTextProblem(
                Offset, "An escape in this string is half of a surrogate pair: write whole characters.");
            return string.Empty;
        }
    }

    private readonly DocumentTextProblem SyntaxProblem(JsonException exception)
    {
        ReadOnlySpan<byte> utf8 = _tree.Utf8;
        int lineStart = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            lineStart += utf8[lineStart..].IndexOf((byte)'\n') + 1;
        }

        int offset = (int)Math.Min(lineStart + (exception.BytePositionInLine ?? 0), utf8.Length);
        while (offset > 0 && offset < utf8.Length && (utf8[offset] & 0b1100_0000) == 0b1000_0000)
        {
            offset--;
        }

        if (offset == utf8.Length)
        {
            return new DocumentTextProblem(offset, "The text ends here, in the middle of the JSON document.");
        }

        Rune.DecodeFromUtf8(utf8[offset..], out Rune found, out _);
        return new DocumentTextProblem(
            offset,
            $"{Shown.Character(found)} does not belong here: the text must be one JSON object and nothing else.");
    }
}
