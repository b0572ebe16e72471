namespace IamAuthorization.Policies;

/// <summary>
/// What a document is used as. The kind decides which elements it may contain and how large it may be.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html">Policies and permissions in
/// IAM</see>
/// </remarks>
public enum PolicyKind
{
    /// <summary>A managed identity-based policy.</summary>
    Managed = 0,

    /// <summary>An inline policy of a user.</summary>
    InlineUser,

    /// <summary>An inline policy of a group.</summary>
    InlineGroup,

    /// <summary>An inline policy of a role.</summary>
    InlineRole,

    /// <summary>A managed policy that is used as permissions boundary.</summary>
    PermissionsBoundary,

    /// <summary>A policy passed when a session is made.</summary>
    Session,

    /// <summary>A policy attached to a resource.</summary>
    Resource,

    /// <summary>The trust policy of a role.</summary>
    RoleTrust,

    /// <summary>A service control policy of an organization.</summary>
    ServiceControl,

    /// <summary>A resource control policy of an organization.</summary>
    ResourceControl,
}
