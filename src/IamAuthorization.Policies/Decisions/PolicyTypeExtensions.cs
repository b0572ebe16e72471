using System.Diagnostics;

namespace IamAuthorization.Policies;

/// <summary>The names of policy types.</summary>
public static class PolicyTypeExtensions
{
    /// <summary>The name that messages and <c>iam simulate</c> use, for example <c>identity-based policy</c>.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The name.</returns>
    public static string ToDisplayName(this PolicyType type) => type switch
    {
        PolicyType.None => "none",
        PolicyType.IdentityBased => "identity-based policy",
        PolicyType.ResourceBased => "resource-based policy",
        PolicyType.RoleTrust => "role trust policy",
        PolicyType.PermissionsBoundary => "permissions boundary",
        PolicyType.Session => "session policy",
        PolicyType.ServiceControl => "service control policy",
        PolicyType.ResourceControl => "resource control policy",
        PolicyType.AccountRootUser => "account root user",
        _ => throw new UnreachableException(),
    };
}
