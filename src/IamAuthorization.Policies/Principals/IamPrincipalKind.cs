namespace IamAuthorization.Policies;

/// <summary>What kind of principal makes a request.</summary>
public enum IamPrincipalKind
{
    /// <summary>Nobody: a request without credentials.</summary>
    Anonymous = 0,

    /// <summary>The root user of an account.</summary>
    Root,

    /// <summary>A user of an account, with long-term or temporary credentials.</summary>
    User,

    /// <summary>A session of an assumed role.</summary>
    RoleSession,

    /// <summary>A session that a user made for somebody else (GetFederationToken).</summary>
    FederatedUser,

    /// <summary>A service that calls on its own behalf.</summary>
    Service,

    /// <summary>An identity of a provider in the very call that assumes a role with it.</summary>
    FederatedIdentity,
}
