using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.AspNetCore;

/// <summary>Answers an <see cref="IamRequirement"/>; whatever is not an allow fails the whole authorization.</summary>
internal sealed class IamAuthorizationHandler(
    RequestAuthorizer requests,
    ResourceResolver resources,
    IHttpContextAccessor accessor,
    ILogger<IamAuthorizationHandler> logger)
    : AuthorizationHandler<IamRequirement>
{
    protected override async Task HandleRequirementAsync(
        AuthorizationHandlerContext context, IamRequirement requirement)
    {
        HttpContext? handedOver = HttpContextFinder.Find(context.Resource);
        HttpContext? http = handedOver ?? accessor.HttpContext;
        if (http is null)
        {
            context.Fail(new IamDenialReason(this, denial: null));
            logger.OutsideRequest(
                requirement.Action.ToString(), context.Resource?.GetType().FullName ?? "none");
            return;
        }

        bool isOfRoute = handedOver is not null || context.Resource is null;
        IamRequestDecision? made = await requests.AuthorizeAsync(
            authorizer: null,
            http,
            context.User,
            requirement.Action,
            () => isOfRoute
                ? resources.OfRoute(requirement.Template, http)
                : resources.OfObject(context.Resource!, http),
            http.RequestAborted);

        if (made is { Decision.IsAllowed: true })
        {
            context.Succeed(requirement);
        }
        else
        {
            context.Fail(new IamDenialReason(this, made));
        }
    }
}
