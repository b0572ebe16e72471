namespace IamAuthorization.Accounts;

/// <summary>What a managed policy is used as.</summary>
public enum ManagedPolicyUsage
{
    /// <summary>It is attached, and grants or denies.</summary>
    PermissionsPolicy = 0,

    /// <summary>It is a permissions boundary.</summary>
    PermissionsBoundary,
}
