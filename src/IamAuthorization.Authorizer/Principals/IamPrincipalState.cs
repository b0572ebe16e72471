namespace IamAuthorization.Authorizer;

/// <summary>Whether a principal may act at all, whatever policies say.</summary>
public enum IamPrincipalState
{
    /// <summary>It was not possible to find out; the caller must be denied.</summary>
    Unknown = 0,

    /// <summary>The principal exists and its credentials count.</summary>
    Alive,

    /// <summary>The session has expired.</summary>
    Expired,

    /// <summary>The sessions of that time were revoked.</summary>
    Revoked,

    /// <summary>The user or role was deleted, or another one has taken its name.</summary>
    Gone,
}
