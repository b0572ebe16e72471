using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>What policy files would change in an account of a store, decided on one revision of it.</summary>
public sealed class PolicyFilePlan
{
    internal PolicyFilePlan()
    {
    }

    /// <summary>The account, 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The revision of the store that the files were compared with.</summary>
    public required long Revision { get; init; }

    /// <summary>What becomes of entities that no file describes.</summary>
    public required PolicyFileScope Scope { get; init; }

    /// <summary>What was found in the files.</summary>
    public required ImmutableArray<PolicyFileFinding> Findings { get; init; }

    /// <summary>Why the files cannot be applied although they are right, a sentence each.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    /// <summary>All differences, in the order of kind and name.</summary>
    public required ImmutableArray<PolicyFileDifference> Differences { get; init; }

    /// <summary>What the differences were decided on, besides what they change.</summary>
    internal ImmutableArray<IamEntityKey> Reads { get; init; } = [];

    /// <summary>Whether the files have no error and nothing stands against applying them.</summary>
    public bool CanBeApplied =>
        Problems.IsEmpty && Findings.All(finding => finding.Severity != PolicyFindingSeverity.Error);

    /// <summary>The plan for people.</summary>
    /// <returns>
    /// Findings, problems and differences, a line each; empty when the store is as the files have it.
    /// </returns>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            .. Findings.Select(finding => finding.ToString()), .. Problems,
            .. Differences.Select(difference => difference.ToString()),
        ]);
}
