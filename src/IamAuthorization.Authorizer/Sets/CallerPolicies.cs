using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>What the store says of a user or role as caller. Immutable, shared by all its requests.</summary>
internal sealed class CallerPolicies
{
    private IamPrincipal? _user;

    /// <summary>The ARN as stored; a caller with any other is somebody else.</summary>
    public required Arn Arn { get; init; }

    /// <summary>The user without session, the same for all requests; not for roles.</summary>
    public IamPrincipal User => _user ??= IamPrincipal.User(Arn, UniqueId);

    public required string? UniqueId { get; init; }

    public required TagLookup Tags { get; init; }

    public required CompiledSet Identity { get; init; }

    public required CompiledSet? PermissionsBoundary { get; init; }

    /// <summary>Sessions issued before this instant are revoked; null when none are.</summary>
    public required DateTimeOffset? SessionsValidFrom { get; init; }

    /// <summary>Whether the principal is the very object that <see cref="User"/> answered.</summary>
    public bool IsUser(IamPrincipal principal) => ReferenceEquals(_user, principal);

    /// <summary>Whether it is the user or role of that ARN.</summary>
    public bool IsOf(Arn arn) => Arn == arn;
}
