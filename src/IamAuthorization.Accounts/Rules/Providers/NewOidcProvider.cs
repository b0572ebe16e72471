namespace IamAuthorization.Accounts;

/// <summary>An OpenID Connect provider to be made.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html">
/// CreateOpenIDConnectProvider</see>
/// </remarks>
public sealed class NewOidcProvider
{
    /// <summary>The issuer's URL: <c>https</c>, without query and fragment.</summary>
    public required string Url { get; init; }

    /// <summary>The client ids (audiences) it is trusted for.</summary>
    public ValueList<string> ClientIds { get; init; } = [];

    /// <summary>SHA-1 thumbprints of certificates, in hexadecimal digits; at most 5.</summary>
    public ValueList<string> Thumbprints { get; init; } = [];

    /// <summary>The tags.</summary>
    public ValueList<IamTag> Tags { get; init; } = [];
}
