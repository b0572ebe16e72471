using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>
/// All policies that bear on one question, compiled. What is <see langword="null"/> or empty is not there, which is
/// not the same as a set that allows nothing: a boundary that is there and silent denies.
/// </summary>
public readonly record struct ApplicablePolicies
{
    /// <summary>The identity-based policies of the user and its groups, or of the role.</summary>
    public PolicySet? Identity { get; init; }

    /// <summary>The permissions boundary of the user or role, or <see langword="null"/> when none is set.</summary>
    public PolicySet? PermissionsBoundary { get; init; }

    /// <summary>
    /// The session policies, inline and managed, as one set; <see langword="null"/> when none were passed. Only role
    /// and federated sessions have them (EV-07).
    /// </summary>
    public PolicySet? Session { get; init; }

    /// <summary>The resource's policy; for a role that is being assumed, its trust policy.</summary>
    public PolicySet? Resource { get; init; }

    /// <summary>
    /// The service control policies by level (root, organizational units, account), of the caller's account; default
    /// or empty where none apply.
    /// </summary>
    public ImmutableArray<PolicySet> ServiceControlLevels { get; init; }

    /// <summary>
    /// The resource control policies by level, of the resource's account; default or empty where none apply.
    /// <c>RCPFullAWSAccess</c> is built in and need not be listed (EV-25).
    /// </summary>
    public ImmutableArray<PolicySet> ResourceControlLevels { get; init; }
}
