using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>A name in a file that must be that of an entity of any file.</summary>
internal sealed record FileReference
{
    public required string Path { get; init; }

    public required TextPosition Position { get; init; }

    public required IamEntityKey Key { get; init; }

    /// <summary>The exact ARN the entity must have, or null where its key is enough.</summary>
    public Arn? Arn { get; init; }

    public required string Message { get; init; }

    public bool IsMetBy(Dictionary<IamEntityKey, IamEntity> entities) =>
        entities.TryGetValue(Key, out IamEntity? entity)
        && (Arn is null || (entity is ManagedPolicy policy && policy.Arn == Arn.Value));
}
