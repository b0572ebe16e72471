using System.Globalization;
using System.Text;

namespace IamAuthorization.Policies;

/// <summary>One JSON value of a document's text, with the place it stands at.</summary>
/// <param name="Tree">The values it belongs to.</param>
/// <param name="Place">Where among them it is.</param>
internal readonly record struct DocumentNode(DocumentTree Tree, int Place)
{
    public DocumentNodeKind Kind => Entry.Kind;

    /// <summary>The decoded string, the number as written, <c>true</c> or <c>false</c>; else empty.</summary>
    public string Text => Entry.Text;

    /// <summary>The member name, when the parent is an object.</summary>
    public string? Name => Entry.Name;

    /// <summary>Where the name begins, in bytes of the text.</summary>
    public int NameOffset => Entry.NameOffset;

    /// <summary>Where the value begins, in bytes of the text.</summary>
    public int Offset => Entry.Offset;

    /// <summary>Where the closing bracket or quotation mark stands, in bytes of the text.</summary>
    public int EndOffset => Entry.EndOffset;

    /// <summary>A string, array or object as it is written, without what closes it.</summary>
    public ReadOnlySpan<byte> Written => Tree.Utf8[Offset..EndOffset];

    /// <summary>The items of an array or the members of an object.</summary>
    public DocumentNodeList Children => new(Tree, Place + 1, Entry.Count);

    /// <summary>PL-07: the strings of an array, or the one string itself.</summary>
    public DocumentNodeList Strings => AsList().Only(DocumentNodeKind.String);

    private ref readonly DocumentEntry Entry => ref Tree[Place];

    /// <summary>Whether it is of one of some types.</summary>
    public bool Is(DocumentNodeKind kinds) => (Kind & kinds) != DocumentNodeKind.None;

    /// <summary>The JSON pointer (RFC 6901) to this value.</summary>
    public string Path()
    {
        var segments = new Stack<string>();
        for (DocumentNode node = this; node.Entry.Parent >= 0; node = new DocumentNode(Tree, node.Entry.Parent))
        {
            segments.Push(node.Name is null
                ? node.Entry.Ordinal.ToString(CultureInfo.InvariantCulture)
                : node.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        var path = new StringBuilder();
        foreach (string segment in segments)
        {
            path.Append('/').Append(segment);
        }

        return path.ToString();
    }

    /// <summary>PL-07: the items of an array, or the one value itself.</summary>
    public DocumentNodeList AsList() =>
        Kind == DocumentNodeKind.Array ? Children : new DocumentNodeList(Tree, Place, count: 1);

    /// <summary>The JSON type in words, for messages.</summary>
    public string Described() => Kind switch
    {
        DocumentNodeKind.Null => "null",
        DocumentNodeKind.String => "a string",
        DocumentNodeKind.Number => "a number",
        DocumentNodeKind.Boolean => "a boolean",
        DocumentNodeKind.Array => "an array",
        _ => "an object",
    };
}
