namespace IamAuthorization.Policies;

/// <summary>What a <see cref="DocumentTree"/> keeps of one JSON value. Offsets count bytes of its text.</summary>
internal struct DocumentEntry
{
    /// <summary>The decoded string, the number as written, <c>true</c> or <c>false</c>; else empty.</summary>
    public string Text;

    /// <summary>The member name, when the parent is an object.</summary>
    public string? Name;

    /// <summary>The place of the parent among the entries; -1 for the root.</summary>
    public int Parent;

    /// <summary>Which of its parent's children it is.</summary>
    public int Ordinal;

    /// <summary>How many children it has.</summary>
    public int Count;

    /// <summary>The place behind the last entry of its subtree, where its next sibling stands, if it has one.</summary>
    public int Next;

    public int NameOffset;

    public int Offset;

    /// <summary>Where the closing bracket or quotation mark stands.</summary>
    public int EndOffset;

    public DocumentNodeKind Kind;
}
