using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Primitives;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The credential of a request, read in one place: the scheme that is chosen and the token that is validated come from
/// the same reading (threat A1).
/// </summary>
/// <param name="Shape">Its kind.</param>
/// <param name="Text">The token of a bearer credential, where it stands in the request; else empty.</param>
internal readonly record struct PresentedCredential(CredentialShape Shape, ReadOnlyMemory<char> Text = default)
{
    private const string BearerPrefix = "Bearer ";
    private const string SignaturePrefix = "AWS4-";
    private const string HubTokenParameter = "access_token";

    /// <summary>The token of a bearer credential, else <see langword="null"/>.</summary>
    public string? Token => Shape == CredentialShape.Bearer ? Text.ToString() : null;

    /// <summary>Reads the credential of a request.</summary>
    /// <param name="http">The request; endpoints are known once routing has run.</param>
    /// <param name="hubTokenInQuery">Whether hubs take tokens from the query.</param>
    public static PresentedCredential Of(HttpContext http, bool hubTokenInQuery)
    {
        StringValues headers = http.Request.Headers.Authorization;
        StringValues hubTokens = hubTokenInQuery && IsHub(http) ? http.Request.Query[HubTokenParameter] : default;
        bool isSignedByQuery = http.Request.QueryString.HasValue && IsSignedByQuery(http.Request.Query);
        int count = headers.Count + hubTokens.Count + (isSignedByQuery ? 1 : 0);
        if (count > 1 || (headers.Count == 1 && HoldsSeveral(headers[0] ?? string.Empty)))
        {
            return new PresentedCredential(CredentialShape.Several);
        }

        if (isSignedByQuery)
        {
            return new PresentedCredential(CredentialShape.Signature);
        }

        return hubTokens.Count == 1
            ? new PresentedCredential(CredentialShape.Bearer, hubTokens[0].AsMemory())
            : headers.Count == 1 ? OfHeader(headers[0] ?? string.Empty) : default;
    }

    private static PresentedCredential OfHeader(string header)
    {
        if (header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return new PresentedCredential(CredentialShape.Bearer, header.AsMemory(BearerPrefix.Length).Trim());
        }

        return header.StartsWith(SignaturePrefix, StringComparison.OrdinalIgnoreCase)
            ? new PresentedCredential(CredentialShape.Signature)
            : new PresentedCredential(CredentialShape.Other);
    }

    private static bool IsHub(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<HubMetadata>() is not null;

    private static bool IsSignedByQuery(IQueryCollection query) =>
        query.ContainsKey("X-Amz-Signature") || query.ContainsKey("X-Amz-Algorithm");

    /// <summary>
    /// Servers and proxies may join two headers with a comma. A bearer token holds none; in other schemes a comma
    /// parts <c>name=value</c> pairs, and what follows it is a second credential when a scheme's name begins it.
    /// </summary>
    private static bool HoldsSeveral(string header) =>
        header.Contains(',', StringComparison.Ordinal)
        && (header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            || header.Split(',').Skip(1).Any(BeginsWithScheme));

    private static bool BeginsWithScheme(string part)
    {
        ReadOnlySpan<char> text = part.AsSpan().Trim();
        int space = text.IndexOf(' ');
        return space > 0 && !text[..space].Contains('=');
    }
}
