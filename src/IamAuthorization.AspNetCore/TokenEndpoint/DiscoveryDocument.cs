using System.Text.Json;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// What services need to know to verify our access tokens, as OpenID Connect Discovery names it.
/// </summary>
internal static class DiscoveryDocument
{
    public const string Path = "/.well-known/openid-configuration";
    public const string KeySetPath = "/.well-known/jwks.json";

    public static byte[] Write(string issuer, string tokenEndpoint) => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["issuer"] = issuer,
            ["jwks_uri"] = issuer + KeySetPath,
            ["token_endpoint"] = tokenEndpoint,
            ["grant_types_supported"] = new[] { TokenExchangeTypes.Grant },
            ["response_types_supported"] = new[] { "none" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "ES256" },
            ["token_endpoint_auth_methods_supported"] = new[] { "none" },
        });
}
