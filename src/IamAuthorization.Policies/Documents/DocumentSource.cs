using System.Runtime.InteropServices;

namespace IamAuthorization.Policies;

/// <summary>A document as read from its text: the parts that have the right shape, each with its place.</summary>
internal sealed class DocumentSource
{
    public required DocumentNode Root { get; init; }

    public DocumentNode? Version { get; set; }

    public DocumentNode? Id { get; set; }

    public List<StatementSource> Statements { get; } = [];

    public PolicyVersion LanguageVersion => Version?.Text switch
    {
        "2012-10-17" => PolicyVersion.V20121017,
        "2008-10-17" => PolicyVersion.V20081017,
        _ => PolicyVersion.Absent,
    };

    /// <summary>PL-13: whether <c>${…}</c> is a variable.</summary>
    public bool HasVariables => LanguageVersion == PolicyVersion.V20121017;

    /// <summary>The immutable document. Only for a source without structural failure.</summary>
    /// <param name="text">The text that the document keeps, if any.</param>
    public PolicyDocument ToDocument(string? text)
    {
        var cursor = new TextCursor(Root.Tree.Utf8);
        var statements = new PolicyStatement[Statements.Count];
        for (int index = 0; index < statements.Length; index++)
        {
            DocumentNode node = Statements[index].Node;
            TextPosition start = cursor.MoveTo(node.Offset);
            statements[index] = Statements[index].ToStatement(start, cursor.MoveTo(node.EndOffset));
        }

        return new PolicyDocument(
            LanguageVersion, Id?.Text, ImmutableCollectionsMarshal.AsImmutableArray(statements), text);
    }
}
