using System.Collections.Immutable;

namespace IamAuthorization.Accounts;

/// <summary>Changes that are made together, by one caller, in one account.</summary>
public sealed class IamCommit
{
    /// <summary>The revision on which the changes were decided.</summary>
    public required long ExpectedRevision { get; init; }

    /// <summary>The account in whose change log the commit stands, 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>What is done, as the action that allows it, for example <c>iam:CreateUser</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Who does it, and from where.</summary>
    public IamChangeOrigin Origin { get; init; } = IamChangeOrigin.App;

    /// <summary>Entities to add, or to put in the place of those with the same keys.</summary>
    public ImmutableArray<IamEntity> Puts { get; init; } = [];

    /// <summary>Entities to delete. A key that finds nothing is no error.</summary>
    public ImmutableArray<IamEntityKey> Deletions { get; init; } = [];

    /// <summary>
    /// What the changes refer to and must not vanish meanwhile, for example a policy that is being attached. Nothing
    /// about it changes, but whoever decided on it too must decide anew.
    /// </summary>
    public ImmutableArray<IamEntityKey> Touches { get; init; } = [];

    /// <summary>What else the changes were decided on; it must not have changed since.</summary>
    public ImmutableArray<IamEntityKey> Reads { get; init; } = [];

    /// <summary>Whether any other commit since <see cref="ExpectedRevision"/> is a conflict.</summary>
    public bool IsExclusive { get; init; }

    /// <summary>
    /// All keys that no other commit may have changed or touched since <see cref="ExpectedRevision"/>.
    /// </summary>
    /// <returns>The keys, some perhaps twice.</returns>
    public IEnumerable<IamEntityKey> ConflictKeys() =>
        Puts.Select(entity => entity.Key).Concat(Deletions).Concat(Touches).Concat(Reads);
}
