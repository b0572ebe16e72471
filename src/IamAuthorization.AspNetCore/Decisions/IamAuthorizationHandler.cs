using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.SignalR;

namespace IamAuthorization.AspNetCore;

/// <summary>Answers an <see cref="IamRequirement"/>; whatever is not an allow fails the whole authorization.</summary>
internal sealed class IamAuthorizationHandler(
    RequestAuthorizer requests,
    ConnectionWatch connections,
    SteadyLogger<IamAuthorizationHandler> logger)
    : AuthorizationHandler<IamRequirement>
{
    /// <summary>WHY not the framework's: it looks for the requirement, nearly always one, with an iterator.</summary>
    public override Task HandleAsync(AuthorizationHandlerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        IamRequirement? only = null;
        foreach (IAuthorizationRequirement requirement in context.Requirements)
        {
            if (requirement is IamRequirement ours)
            {
                if (only is not null)
                {
                    return base.HandleAsync(context);
                }

                only = ours;
            }
        }

        return only is null ? Task.CompletedTask : HandleRequirementAsync(context, only);
    }

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, IamRequirement requirement)
    {
        bool isRequest = context.Resource is HttpContext or AuthorizationFilterContext;
        HubInvocationContext? invocation = isRequest
            ? null
            : context.Resource as HubInvocationContext ?? HubInvocations.Current;
        HttpContext? http = HttpContextFinder.Find(context.Resource)
            ?? invocation?.Context.GetHttpContext()
            ?? RunningRequest.Current;
        if (http is null)
        {
            context.Fail(new IamDenialReason(this, denial: null));
            logger.OutsideRequest(
                requirement.Action.ToString(), context.Resource?.GetType().FullName ?? "none");
            return Task.CompletedTask;
        }

        RequestScope scope = invocation is null ? requests.ScopeOf(http) : requests.ScopeOf(invocation, http);
        return DecideAsync(context, requirement, scope);
    }

    private Task DecideAsync(
        AuthorizationHandlerContext context, IamRequirement requirement, in RequestScope scope)
    {
        var question = new RequestQuestion(
            Authorizer: null,
            scope,
            context.User,
            requirement.Action,
            new AskedResource(requirement.Template, context.Resource));
        ValueTask<IamRequestDecision?> made = requests.AuthorizeAsync(question, scope.Aborted);
        if (!made.IsCompletedSuccessfully)
        {
            return AnswerAsync(context, requirement, scope, made);
        }

        Answer(context, requirement, scope, made.Result);
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(
        AuthorizationHandlerContext context,
        IamRequirement requirement,
        RequestScope scope,
        ValueTask<IamRequestDecision?> made) => Answer(context, requirement, scope, await made);

    private void Answer(
        AuthorizationHandlerContext context,
        IamRequirement requirement,
        in RequestScope scope,
        IamRequestDecision? made)
    {
        if (made is { Decision.IsAllowed: true } && connections.MayStayOpen(context.Resource, made, scope))
        {
            context.Succeed(requirement);
        }
        else
        {
            context.Fail(new IamDenialReason(this, made));
        }
    }
}
