namespace IamAuthorization.Policies;

/// <summary>How bad a finding is.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html">IAM Access
/// Analyzer policy check reference</see>
/// </remarks>
public enum PolicyFindingSeverity
{
    /// <summary>The document is refused.</summary>
    Error = 0,

    /// <summary>The document allows what is probably too much.</summary>
    Security,

    /// <summary>The document does something other than it seems to.</summary>
    Warning,

    /// <summary>The document could be simpler.</summary>
    Suggestion,
}
