using System.Text.Json;
using System.Text.Json.Nodes;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// What services need to know to verify our access tokens, as OpenID Connect Discovery names it.
/// </summary>
internal static class DiscoveryDocument
{
    public const string Path = "/.well-known/openid-configuration";
    public const string KeySetPath = "/.well-known/jwks.json";

    public static byte[] Write(string issuer, string tokenEndpoint)
    {
        var document = new JsonObject
        {
            ["issuer"] = issuer,
            ["jwks_uri"] = issuer + KeySetPath,
            ["token_endpoint"] = tokenEndpoint,
            ["grant_types_supported"] = new JsonArray(TokenExchangeTypes.Grant),
            ["response_types_supported"] = new JsonArray("none"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
            ["token_endpoint_auth_methods_supported"] = new JsonArray("none"),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document);
    }
}
