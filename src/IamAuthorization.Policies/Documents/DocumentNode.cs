using System.Globalization;
using System.Text;

namespace IamAuthorization.Policies;

/// <summary>One JSON value of a document's text, with the place it stands at.</summary>
internal sealed class DocumentNode
{
    private static readonly List<DocumentNode> NoChildren = [];

    private List<DocumentNode>? _children;

    public DocumentNode(DocumentNodeKind kind, string text, DocumentNode? parent, TextPosition position)
    {
        Kind = kind;
        Text = text;
        Parent = parent;
        Position = position;
        Index = parent?._children?.Count ?? 0;
        parent?.Add(this);
    }

    public DocumentNodeKind Kind { get; }

    /// <summary>The decoded string, the number as written, <c>true</c> or <c>false</c>; else empty.</summary>
    public string Text { get; }

    public DocumentNode? Parent { get; }

    /// <summary>The member name, when the parent is an object.</summary>
    public string? Name { get; init; }

    public TextPosition NamePosition { get; init; }

    public TextPosition Position { get; }

    /// <summary>Where the closing bracket of an array or object stands.</summary>
    public TextPosition End { get; set; }

    /// <summary>The items of an array or the members of an object.</summary>
    public IReadOnlyList<DocumentNode> Children => _children ?? NoChildren;

    private int Index { get; }

    /// <summary>The JSON pointer (RFC 6901) to this value.</summary>
    public string Path()
    {
        var segments = new Stack<string>();
        for (DocumentNode node = this; node.Parent is not null; node = node.Parent)
        {
            segments.Push(node.Name is null
                ? node.Index.ToString(CultureInfo.InvariantCulture)
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
    public IReadOnlyList<DocumentNode> AsList() => Kind == DocumentNodeKind.Array ? Children : [this];

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

    private void Add(DocumentNode child) => (_children ??= []).Add(child);
}
