namespace IamAuthorization.Policies;

/// <summary>The type of policy that decided.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html">Policies and permissions in
/// IAM</see>
/// </remarks>
public enum PolicyType
{
    /// <summary>No policy: the question could not be decided.</summary>
    None = 0,

    /// <summary>A policy of the user, its groups, or the role.</summary>
    IdentityBased,

    /// <summary>The policy of the resource.</summary>
    ResourceBased,

    /// <summary>The trust policy of the role that is being assumed.</summary>
    RoleTrust,

    /// <summary>The permissions boundary of the user or role.</summary>
    PermissionsBoundary,

    /// <summary>A policy passed when the session was made.</summary>
    Session,

    /// <summary>A service control policy of the caller's organization.</summary>
    ServiceControl,

    /// <summary>A resource control policy of the resource's organization.</summary>
    ResourceControl,

    /// <summary>No policy: the caller is the account's root user.</summary>
    AccountRootUser,
}
