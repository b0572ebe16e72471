namespace IamAuthorization.Accounts;

/// <summary>The kinds of entity a store keeps.</summary>
public enum IamEntityKind
{
    /// <summary>An account.</summary>
    Account = 0,

    /// <summary>A user of an account.</summary>
    User,

    /// <summary>A group of users.</summary>
    Group,

    /// <summary>A role.</summary>
    Role,

    /// <summary>A managed policy.</summary>
    ManagedPolicy,

    /// <summary>The policy of one resource.</summary>
    ResourcePolicy,

    /// <summary>The organization; a store has at most one.</summary>
    Organization,

    /// <summary>From when on the sessions of a role or user count.</summary>
    SessionRevocation,

    /// <summary>The document of a version of a managed policy that is not the default one.</summary>
    ManagedPolicyVersion,

    /// <summary>A long-term access key.</summary>
    AccessKey,

    /// <summary>The password of a user.</summary>
    LoginProfile,

    /// <summary>A virtual MFA device.</summary>
    MfaDevice,

    /// <summary>An OpenID Connect provider.</summary>
    OidcProvider,

    /// <summary>A SAML provider.</summary>
    SamlProvider,

    /// <summary>Whose an account alias is.</summary>
    AccountAlias,
}
