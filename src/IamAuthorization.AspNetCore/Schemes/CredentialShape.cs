namespace IamAuthorization.AspNetCore;

/// <summary>What kind of credential a request shows.</summary>
internal enum CredentialShape
{
    /// <summary>No credential that the library knows; cookies and certificates are the app's.</summary>
    None = 0,

    /// <summary>A bearer token.</summary>
    Bearer,

    /// <summary>A signature of Signature Version 4, in the header or in the query.</summary>
    Signature,

    /// <summary>An <c>Authorization</c> header of another scheme.</summary>
    Other,

    /// <summary>More than one credential: nobody knows which is meant (threat H9).</summary>
    Several,
}
