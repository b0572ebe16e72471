namespace IamAuthorization.Authorizer;

/// <summary>What the store says of a user or role as caller. Immutable, shared by all its requests.</summary>
internal sealed class CallerPolicies
{
    /// <summary>The ARN as stored; a caller with any other is somebody else.</summary>
    public required string Arn { get; init; }

    public required string? UniqueId { get; init; }

    public required TagLookup Tags { get; init; }

    public required CompiledSet Identity { get; init; }

    public required CompiledSet? PermissionsBoundary { get; init; }

    /// <summary>Sessions issued before this instant are revoked; null when none are.</summary>
    public required DateTimeOffset? SessionsValidFrom { get; init; }
}
