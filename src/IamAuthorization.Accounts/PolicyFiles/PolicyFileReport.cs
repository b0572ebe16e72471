using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>What came of reading the policy files.</summary>
/// <param name="Revision">The revision of the store afterwards; unchanged when there were errors.</param>
/// <param name="Findings">All findings of all files.</param>
public sealed record PolicyFileReport(long Revision, ImmutableArray<PolicyFileFinding> Findings)
{
    /// <summary>Whether the files took effect: none has an error.</summary>
    public bool IsLoaded => Findings.All(finding => finding.Severity != PolicyFindingSeverity.Error);
}
