using System.Net;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IamAuthorization.AspNetCore;

/// <summary>Exchanges a token of a user for a session of a role (RFC 8693).</summary>
internal sealed class TokenEndpoint(
    SubjectTokens subjects,
    ContextKeyTable keys,
    IOptions<IamSecurityTokenOptions> options,
    TimeProvider time,
    ILogger<TokenEndpoint> logger)
{
    /// <summary>
    /// A token has 16 KB at most, a policy 2 KB, fifty tags 20 KB encoded; nobody is known when the body is read.
    /// </summary>
    public const int BodyBytesMax = 64 * 1024;

    private const string FormType = "application/x-www-form-urlencoded";

    public async Task AnswerAsync(HttpContext http, IamTokenEndpointOptions endpoint)
    {
        (AssumedRole? session, TokenError? error) = await ExchangeAsync(http, endpoint);
        if (error is not null)
        {
            logger.ExchangeRefused(error.Error, error.AwsErrorCode, LogText.Of(error.Description));
            await TokenResponse.WriteAsync(http, error);
        }
        else
        {
            await TokenResponse.WriteAsync(http, session!, time.GetUtcNow());
        }
    }

    private async Task<(AssumedRole? Session, TokenError? Error)> ExchangeAsync(
        HttpContext http, IamTokenEndpointOptions endpoint)
    {
        if (ErrorOfRequest(http, endpoint) is { } unreadable)
        {
            return (null, unreadable);
        }

        (byte[]? body, TokenError? tooLarge) = await ReadBodyAsync(http);
        if (body is null)
        {
            return (null, tooLarge);
        }

        if (!TokenParameters.TryRead(body, out TokenParameters? parameters, out TokenError? malformed)
            || !TokenRequest.TryRead(parameters, options.Value.Audience, out TokenRequest? request, out malformed))
        {
            return (null, malformed);
        }

        (IamPrincipal? caller, TokenError? refused) = await subjects.ReadAsync(http, request);
        if (caller is null)
        {
            return (null, refused);
        }

        AssumeRoleResult result = await http.RequestServices.GetRequiredService<IamSecurityTokenService>()
            .AssumeRoleAsync(caller, request.Role, IamRequestFeature.Of(http, keys).Context, http.RequestAborted);
        return result.IsAssumed ? (result.Session, null) : (null, Translate(result.Error));
    }

    private static TokenError? ErrorOfRequest(HttpContext http, IamTokenEndpointOptions endpoint)
    {
        if (endpoint.RequireHttps && !http.Request.IsHttps && !IsLocal(http.Connection.RemoteIpAddress))
        {
            return TokenError.InvalidRequest("tokens are exchanged over HTTPS only");
        }

        if (PresentedCredential.Of(http, hubTokenInQuery: false).Shape != CredentialShape.None)
        {
            return TokenError.InvalidRequest(
                "the request carries two credentials: the subject token is the only one, leave Authorization out");
        }

        bool isForm = MediaTypeHeaderValue.TryParse(http.Request.ContentType, out MediaTypeHeaderValue? type)
            && type.MediaType.Equals(FormType, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        return isForm
            ? null
            : TokenError.InvalidRequest($"the body must be {FormType}") with
            {
                Status = StatusCodes.Status415UnsupportedMediaType,
            };
    }

    /// <summary>A request without an address comes from this process, or through a socket of this machine.</summary>
    private static bool IsLocal(IPAddress? address) => address is null || IPAddress.IsLoopback(address);

    private static async Task<(byte[]? Body, TokenError? Error)> ReadBodyAsync(HttpContext http)
    {
        int limit = (int)Math.Min(http.Request.ContentLength ?? BodyBytesMax, BodyBytesMax);
        byte[] buffer = new byte[limit + 1];
        int length = http.Request.ContentLength > BodyBytesMax
            ? buffer.Length
            : await http.Request.Body.ReadAtLeastAsync(
                buffer, buffer.Length, throwOnEndOfStream: false, http.RequestAborted);
        return length <= limit
            ? (buffer[..length], null)
            : (null, TokenError.InvalidRequest($"the body has more than {BodyBytesMax} bytes, or than it says") with
            {
                Status = StatusCodes.Status413PayloadTooLarge,
            });
    }

    /// <summary>The role is the scope: who may not have it asked for a wrong one.</summary>
    private static TokenError Translate(SecurityTokenError error) =>
        (error.Code == "AccessDenied"
            ? TokenError.InvalidScope(error.Message)
            : TokenError.InvalidRequest(error.Message)) with
        { AwsErrorCode = error.Code };
}
