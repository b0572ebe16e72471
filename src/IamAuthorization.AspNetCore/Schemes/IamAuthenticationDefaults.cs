namespace IamAuthorization.AspNetCore;

/// <summary>The names of the library's authentication schemes.</summary>
public static class IamAuthenticationDefaults
{
    /// <summary>
    /// The forwarding scheme: it hands each request to the scheme that its credential has the shape of, and is the
    /// default scheme of an app that names no other.
    /// </summary>
    public const string ForwardingScheme = "Iam";

    /// <summary>Access tokens that the app's own STS issued.</summary>
    public const string BearerScheme = "IamBearer";

    /// <summary>Requests that are signed with access keys (Signature Version 4).</summary>
    public const string AccessKeysScheme = "IamAccessKeys";

    /// <summary>What is refused whatever it proves: two credentials, and kinds that no scheme takes.</summary>
    internal const string RefusalScheme = "Iam.Refusal";
}
