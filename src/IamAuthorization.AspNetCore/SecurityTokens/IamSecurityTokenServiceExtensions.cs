using IamAuthorization.AspNetCore;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.SecurityTokens;

/// <summary>Assumes roles from inside an endpoint, for the caller and with the condition keys of the request.</summary>
public static class IamSecurityTokenServiceExtensions
{
    /// <summary>Assumes a role for the caller of a request, who is the one that decisions are made for.</summary>
    /// <param name="service">The app's own STS, of the same request.</param>
    /// <param name="http">The request.</param>
    /// <param name="request">Which role, and with what limits.</param>
    /// <param name="cancellationToken">Ends the wait for store and providers.</param>
    /// <returns>The session, or the error; <c>AccessDenied</c> for a request without a caller.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>
    /// <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</see>
    /// </remarks>
    public static async ValueTask<AssumeRoleResult> AssumeRoleAsync(
        this IamSecurityTokenService service,
        HttpContext http,
        AssumeRoleRequest request,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(request);
        IamRequestFeature feature = IamRequestFeature.Of(http);
        CallerResolution caller = await feature.CallerOfAsync(http, cancellationToken);
        return caller.Principal is { } principal
            ? await service.AssumeRoleAsync(principal, request, feature.Context, cancellationToken)
            : new AssumeRoleResult(new SecurityTokenError("AccessDenied", caller.Refusal));
    }
}
