using System.Collections.Immutable;

namespace IamAuthorization.Accounts;

/// <summary>The app does not start: all that would be open or broken, in one exception.</summary>
public sealed class IamStartupException : Exception
{
    /// <summary>Lists all findings in the message.</summary>
    /// <param name="findings">The findings.</param>
    public IamStartupException(ImmutableArray<IamStartupFinding> findings)
        : base(MessageOf(findings)) => Findings = findings;

    /// <summary>All findings.</summary>
    public ImmutableArray<IamStartupFinding> Findings { get; }

    private static string MessageOf(ImmutableArray<IamStartupFinding> findings) =>
        string.Join(Environment.NewLine, findings.Select(finding => $"{finding.Id}: {finding.Problem}"));
}
