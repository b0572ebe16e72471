namespace IamAuthorization.Accounts;

/// <summary>How one entity refers to another.</summary>
public enum IamReferenceKind
{
    /// <summary>A user is a member of a group.</summary>
    Member = 0,

    /// <summary>A managed policy is attached to a user, group or role.</summary>
    Attachment,

    /// <summary>A managed policy is the permissions boundary of a user or role.</summary>
    PermissionsBoundary,

    /// <summary>An access key, a password or an MFA device belongs to a user.</summary>
    Owner,
}
