namespace IamAuthorization.AspNetCore;

/// <summary>What came out when an open connection was decided again.</summary>
internal enum ConnectionVerdict
{
    /// <summary>It was not possible to find out.</summary>
    Unknown = 0,

    /// <summary>All of it is allowed still.</summary>
    Allowed,

    /// <summary>Its user is no principal of IAM's, and IAM was asked nothing.</summary>
    NotOurs,

    /// <summary>Something of it is not allowed any more.</summary>
    Denied,

    /// <summary>The session has expired.</summary>
    Expired,

    /// <summary>The session was revoked.</summary>
    Revoked,

    /// <summary>The user or role is gone.</summary>
    Gone,
}
