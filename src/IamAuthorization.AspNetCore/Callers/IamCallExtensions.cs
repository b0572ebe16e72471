using IamAuthorization.AspNetCore;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.Accounts;

/// <summary>Runs the rules of accounts from inside an endpoint, in the name of the request's caller.</summary>
public static class IamCallExtensions
{
    /// <summary>The longest user agent that the change log keeps, in characters.</summary>
    private const int UserAgentLengthMax = 256;

    /// <summary>
    /// The call of whoever the request is decided for, in the caller's own account: what <c>IIamUsers</c> and its
    /// neighbours take. The change log then names the caller, the address it called from, its user agent and the
    /// request. Who may call is not asked here: require it of the endpoint.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The call.</returns>
    /// <exception cref="IamException">
    /// <c>AccessDenied</c>: the request has no caller, or the caller is no principal.
    /// </exception>
    public static async ValueTask<IamCall> GetIamCallAsync(
        this HttpContext http, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        IamRequestFeature feature = IamRequestFeature.Of(http);
        CallerResolution caller = await feature.CallerOfAsync(http, cancellationToken);
        return caller.Principal is { AccountId.Length: > 0 } principal
            ? new IamCall(principal.AccountId, OriginOf(http, principal))
            : throw new IamException(IamErrorCodes.AccessDenied, caller.Refusal);
    }

    private static IamChangeOrigin OriginOf(HttpContext http, IamPrincipal principal)
    {
        string userAgent = http.Request.Headers.UserAgent.ToString();
        return new IamChangeOrigin
        {
            PrincipalArn = principal.Arn.ToString(),
            PrincipalId = IdOf(principal),
            SourceAddress = AddressOf(http),
            UserAgent = userAgent.Length == 0 ? null
                : userAgent.Length <= UserAgentLengthMax ? userAgent
                : userAgent[..UserAgentLengthMax],
            RequestId = http.TraceIdentifier,
        };
    }

    /// <summary>As <c>aws:SourceIp</c> has it: IPv4 is written as such on sockets of both families.</summary>
    private static string? AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => null,
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        { } address => address.ToString(),
    };

    /// <summary>As <c>aws:userid</c> has it: a session is its role and its name.</summary>
    private static string? IdOf(IamPrincipal principal) =>
        principal is { UniqueId: { } id, SessionName: { } session } ? $"{id}:{session}" : principal.UniqueId;
}
