namespace IamAuthorization.Accounts;

/// <summary>What an identity-based policy can be attached to.</summary>
public enum IamIdentityKind
{
    /// <summary>A user.</summary>
    User = 0,

    /// <summary>A group.</summary>
    Group,

    /// <summary>A role.</summary>
    Role,
}
