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
}
