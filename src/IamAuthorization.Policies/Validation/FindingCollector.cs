using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>Gathers what one pass over a document finds, and which failed check comes first.</summary>
internal sealed class FindingCollector(PolicyKind kind)
{
    private List<Placed>? _findings;
    private Refusal? _first;

    public PolicyError? Error => _first is { } refusal ? new PolicyError(refusal.Code, refusal.Message) : null;

    private Refusal SyntaxRefusal => kind == PolicyKind.RoleTrust ? Refusal.TrustSyntax : Refusal.Syntax;

    /// <summary>A failed check at a value.</summary>
    public void Refuse(Refusal refusal, string code, DocumentNode node, string message) =>
        Refuse(refusal, code, node.Path(), node.Offset, message);

    /// <summary>A failed check at a member's name.</summary>
    public void RefuseName(Refusal refusal, string code, DocumentNode member, string message) =>
        Refuse(refusal, code, member.Path(), member.NameOffset, message);

    /// <summary>A failed check of the grammar, at a value.</summary>
    public void RefuseSyntax(string code, DocumentNode node, string message) =>
        Refuse(SyntaxRefusal, code, node, message);

    /// <summary>A failed check of the grammar, at a member's name.</summary>
    public void RefuseSyntaxOfName(string code, DocumentNode member, string message) =>
        RefuseName(SyntaxRefusal, code, member, message);

    /// <summary>A text that is no JSON document.</summary>
    public void RefuseText(DocumentTextProblem problem) =>
        Refuse(SyntaxRefusal, FindingCodes.JsonSyntaxError, string.Empty, problem.Offset, problem.Message);

    /// <summary>A failed check of the text as a whole.</summary>
    public void RefuseText(Refusal refusal, string message) =>
        Refuse(refusal, FindingCodes.JsonSyntaxError, string.Empty, offset: 0, message);

    /// <summary>Something worth saying that does not refuse the document.</summary>
    public void Note(PolicyFindingSeverity severity, string code, DocumentNode node, string message) =>
        Add(code, severity, node.Path(), node.Offset, message);

    /// <summary>The same at a member's name.</summary>
    public void NoteName(PolicyFindingSeverity severity, string code, DocumentNode member, string message) =>
        Add(code, severity, member.Path(), member.NameOffset, message);

    /// <summary>All findings in the order of the text.</summary>
    /// <param name="utf8">The text.</param>
    public ImmutableArray<PolicyFinding> InTextOrder(ReadOnlySpan<byte> utf8)
    {
        if (_findings is null)
        {
            return [];
        }

        var cursor = new TextCursor(utf8);
        var ordered = ImmutableArray.CreateBuilder<PolicyFinding>(_findings.Count);
        foreach (Placed found in _findings.OrderBy(found => found.Offset))
        {
            TextPosition position = cursor.MoveTo(found.Offset);
            ordered.Add(new PolicyFinding(found.Code, found.Severity, found.Path, position, found.Message));
        }

        return ordered.MoveToImmutable();
    }

    private void Refuse(Refusal refusal, string code, string path, int offset, string message)
    {
        if (_first is not { } first || refusal.Order < first.Order)
        {
            _first = refusal;
        }

        Add(code, PolicyFindingSeverity.Error, path, offset, message);
    }

    private void Add(string code, PolicyFindingSeverity severity, string path, int offset, string message) =>
        (_findings ??= []).Add(new Placed(code, severity, path, offset, message));

    /// <summary>A finding by its place in bytes: lines and columns are counted once, for all together.</summary>
    private readonly record struct Placed(
        string Code, PolicyFindingSeverity Severity, string Path, int Offset, string Message);
}
