using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>What came of reading a document: the document or an error, and all findings of one pass.</summary>
public sealed class PolicyReadResult
{
    internal PolicyReadResult(PolicyDocument? document, PolicyError? error, ImmutableArray<PolicyFinding> findings)
    {
        Document = document;
        Error = error;
        Findings = findings;
    }

    /// <summary>The document, or <see langword="null"/> when it was refused.</summary>
    public PolicyDocument? Document { get; }

    /// <summary>The error when it was refused, else <see langword="null"/>.</summary>
    public PolicyError? Error { get; }

    /// <summary>
    /// All findings, in the order of the text; those of severity error are why a document was refused.
    /// </summary>
    public ImmutableArray<PolicyFinding> Findings { get; }
}
