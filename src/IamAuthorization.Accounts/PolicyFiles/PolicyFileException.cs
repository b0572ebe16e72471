using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The app cannot start: its policy files have errors and there is no earlier state to go on with.</summary>
public sealed class PolicyFileException : Exception
{
    /// <summary>Lists all findings in the message, one a line.</summary>
    /// <param name="findings">The findings.</param>
    public PolicyFileException(ImmutableArray<PolicyFileFinding> findings)
        : base(MessageOf(findings)) => Findings = findings;

    /// <summary>All findings of all files.</summary>
    public ImmutableArray<PolicyFileFinding> Findings { get; }

    private static string MessageOf(ImmutableArray<PolicyFileFinding> findings)
    {
        int errors = findings.Count(finding => finding.Severity == PolicyFindingSeverity.Error);
        return $"The policy files have {errors} error(s); the app does not start until they are right:"
            + Environment.NewLine
            + string.Join(Environment.NewLine, findings);
    }
}
