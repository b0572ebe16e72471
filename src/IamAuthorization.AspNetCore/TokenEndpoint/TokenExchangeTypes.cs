namespace IamAuthorization.AspNetCore;

/// <summary>The names of RFC 8693 that the token endpoint knows.</summary>
internal static class TokenExchangeTypes
{
    public const string Grant = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// <summary>A token of the app's own scheme.</summary>
    public const string Jwt = "urn:ietf:params:oauth:token-type:jwt";

    /// <summary>One of our access tokens: as subject, role chaining; as result, the only type there is.</summary>
    public const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
}
