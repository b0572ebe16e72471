using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>Gathers what one pass over a document finds, and which failed check comes first.</summary>
internal sealed class FindingCollector(PolicyKind kind)
{
    private readonly List<PolicyFinding> _findings = [];
    private Refusal? _first;

    public PolicyError? Error => _first is { } refusal ? new PolicyError(refusal.Code, refusal.Message) : null;

    /// <summary>A failed check at a value.</summary>
    public void Refuse(Refusal refusal, string code, DocumentNode node, string message) =>
        Refuse(refusal, code, node.Path(), node.Position, message);

    /// <summary>A failed check at a member's name.</summary>
    public void RefuseName(Refusal refusal, string code, DocumentNode member, string message) =>
        Refuse(refusal, code, member.Path(), member.NamePosition, message);

    /// <summary>A failed check of the grammar, at a value.</summary>
    public void RefuseSyntax(string code, DocumentNode node, string message) =>
        Refuse(SyntaxRefusal, code, node, message);

    /// <summary>A failed check of the grammar, at a member's name.</summary>
    public void RefuseSyntaxOfName(string code, DocumentNode member, string message) =>
        RefuseName(SyntaxRefusal, code, member, message);

    /// <summary>A text that is no JSON document.</summary>
    public void RefuseText(DocumentTextProblem problem) => Refuse(
        SyntaxRefusal, FindingCodes.JsonSyntaxError, string.Empty, problem.Position, problem.Message);

    public void Refuse(Refusal refusal, string code, string path, TextPosition position, string message)
    {
        if (_first is not { } first || refusal.Order < first.Order)
        {
            _first = refusal;
        }

        _findings.Add(new PolicyFinding(code, PolicyFindingSeverity.Error, path, position, message));
    }

    /// <summary>Something worth saying that does not refuse the document.</summary>
    public void Note(PolicyFindingSeverity severity, string code, DocumentNode node, string message) =>
        _findings.Add(new PolicyFinding(code, severity, node.Path(), node.Position, message));

    /// <summary>The same at a member's name.</summary>
    public void NoteName(PolicyFindingSeverity severity, string code, DocumentNode member, string message) =>
        _findings.Add(new PolicyFinding(code, severity, member.Path(), member.NamePosition, message));

    /// <summary>All findings in the order of the text.</summary>
    public ImmutableArray<PolicyFinding> InTextOrder() =>
        [.. _findings.OrderBy(finding => finding.Position.Line).ThenBy(finding => finding.Position.Column)];

    private Refusal SyntaxRefusal => kind == PolicyKind.RoleTrust ? Refusal.TrustSyntax : Refusal.Syntax;
}
