using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Answers IAM's denials; every other outcome is left to the handler that was registered before.
/// </summary>
internal sealed class IamAuthorizationResultHandler(IAuthorizationMiddlewareResultHandler inner)
    : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(authorizeResult);
        return authorizeResult.Succeeded
            ? inner.HandleAsync(next, context, policy, authorizeResult)
            : HandleFailureAsync(next, context, policy, authorizeResult);
    }

    private async Task HandleFailureAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        IamDenialReason? ours =
            authorizeResult.AuthorizationFailure?.FailureReasons.OfType<IamDenialReason>().FirstOrDefault();
        if (authorizeResult.Forbidden && ours?.Denial is { } denial)
        {
            await DenialResponse.WriteAsync(context, denial, StatusCodes.Status403Forbidden);
        }
        else if (authorizeResult.Challenged || ours is not null)
        {
            await inner.HandleAsync(next, context, policy, PolicyAuthorizationResult.Challenge());
            await DescribeAnonymousDenialAsync(context);
        }
        else
        {
            await inner.HandleAsync(next, context, policy, authorizeResult);
        }
    }

    /// <summary>
    /// A challenge keeps its status and headers; a body is added where the scheme wrote none and the anonymous caller
    /// was decided on.
    /// </summary>
    private static async Task DescribeAnonymousDenialAsync(HttpContext context)
    {
        bool isOpen = !context.Response.HasStarted
            && context.Response.StatusCode == StatusCodes.Status401Unauthorized;
        if (isOpen && IamRequestFeature.Find(context)?.Denial is { } denial)
        {
            await DenialResponse.WriteAsync(context, denial, StatusCodes.Status401Unauthorized);
        }
    }
}
