namespace IamAuthorization.Accounts;

/// <summary>One entity that is not in the store as the files have it.</summary>
/// <param name="Key">The entity.</param>
/// <param name="Before">The entity in the store, or <see langword="null"/> when it is not there.</param>
/// <param name="After">The entity as it will be, or <see langword="null"/> when it will be gone.</param>
public sealed record PolicyFileDifference(IamEntityKey Key, IamEntity? Before, IamEntity? After)
{
    /// <summary>Whether the entity is added, changed or deleted.</summary>
    public PolicyFileDifferenceKind Kind =>
        Before is null ? PolicyFileDifferenceKind.Added
        : After is null ? PolicyFileDifferenceKind.Deleted
        : PolicyFileDifferenceKind.Changed;

    /// <summary>The difference for people.</summary>
    /// <returns>A sign and the entity, for example <c>+ User 111122223333/alice</c>.</returns>
    public override string ToString() => Kind switch
    {
        PolicyFileDifferenceKind.Added => $"+ {Key}",
        PolicyFileDifferenceKind.Deleted => $"- {Key}",
        _ => $"~ {Key}",
    };
}
