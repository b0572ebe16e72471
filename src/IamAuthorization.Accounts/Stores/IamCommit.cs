using System.Collections.Immutable;

namespace IamAuthorization.Accounts;

/// <summary>Changes that are made together.</summary>
public sealed class IamCommit
{
    /// <summary>The revision on which the changes were decided.</summary>
    public required long ExpectedRevision { get; init; }

    /// <summary>Entities to add, or to put in the place of those with the same keys.</summary>
    public ImmutableArray<IamEntity> Puts { get; init; } = [];

    /// <summary>Entities to delete. A key that finds nothing is no error.</summary>
    public ImmutableArray<IamEntityKey> Deletions { get; init; } = [];
}
