using System.Diagnostics;
using System.Security.Claims;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Puts the questions of HTTP requests to the authorizer: every door, declared or imperative, leads through here.
/// </summary>
internal sealed class RequestAuthorizer(
    CallerResolver callers,
    ResourceResolver resources,
    ContextKeyTable keys,
    OutputCacheGuard outputCache,
    IamMetrics metrics,
    TimeProvider time,
    ILogger<RequestAuthorizer> logger)
{
    private const string WithoutCredentials = "the request carries no credentials";

    private static readonly IamResource NoResource = Arn.Any;

    /// <summary>Where the questions of a request are decided.</summary>
    public RequestScope ScopeOf(HttpContext http)
    {
        outputCache.KeepOut(http);
        return new RequestScope(
            http, http.RequestServices, IamRequestFeature.Of(http, keys), http.RequestAborted);
    }

    /// <summary>
    /// Where the questions of a hub method are decided: each invocation reads a snapshot and condition keys of its own,
    /// however long the connection has been open (threat H11).
    /// </summary>
    public RequestScope ScopeOf(HubInvocationContext invocation, HttpContext connection) =>
        new(
            connection,
            invocation.ServiceProvider,
            invocation.ServiceProvider.GetRequiredService<HubInvocationFeature>().Of(connection, keys),
            invocation.Context.ConnectionAborted);

    /// <summary>Decides one question.</summary>
    /// <param name="authorizer">Who decides; <see langword="null"/> for the request's own.</param>
    /// <param name="scope">The request, or the invocation of a hub method.</param>
    /// <param name="user">The caller as the framework authenticated it.</param>
    /// <param name="action">The action.</param>
    /// <param name="asked">What it is done to.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The decision, or <see langword="null"/> when the caller must present credentials first.</returns>
    public async ValueTask<IamRequestDecision?> AuthorizeAsync(
        IIamAuthorizer? authorizer,
        RequestScope scope,
        ClaimsPrincipal user,
        ActionName action,
        AskedResource asked,
        CancellationToken cancellationToken)
    {
        using Activity? activity = IamTelemetry.Source.StartActivity("iam.authorize");
        long? started = metrics.IsEnabled ? time.GetTimestamp() : null;
        IamPrincipal principal = IamPrincipal.Anonymous;
        IamResource resource = NoResource;
        CallerResolution? caller = null;
        string? told = null;
        IamDecision decision;
        try
        {
            caller = await scope.Feature.CallerOfAsync(user, callers, scope.Services, cancellationToken);
            if (caller.IsWithoutCredentials && !await MayBeAnonymousAsync(scope.Http))
            {
                return null;
            }

            principal = caller.Principal ?? IamPrincipal.Anonymous;
            ResourceResolution resolution = resources.Of(asked, scope);
            resource = resolution.Resource;
            told = caller.Problem is not null
                ? CallerResolution.NoSuchPrincipal
                : resolution.IsForCaller ? resolution.Problem : null;
            authorizer ??= scope.Services.GetRequiredService<IIamAuthorizer>();
            decision = (caller.Problem ?? resolution.Problem) is { } problem
                ? Undecided(principal, action, resource, problem)
                : await authorizer.AuthorizeAsync(
                    principal, action, resource, scope.Feature.Context, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.Faulted(fault, action.ToString());
            decision = Undecided(principal, action, resource, FailureOf(fault));
        }

        var made = new IamRequestDecision(
            DenialIds.Of(decision, scope.Services, logger), decision, resource.OwnerAccountId)
        {
            IsOfNobody = caller?.Problem is not null,
            ToldFailure = told,
        };
        Record(scope.Feature, made, started, activity);
        return made;
    }

    /// <summary>
    /// Decides several questions of one caller; what is not allowed is an answer here, not a refusal.
    /// </summary>
    public async ValueTask<IReadOnlyList<IamDecision>> AuthorizeManyAsync(
        IIamAuthorizer authorizer,
        RequestScope scope,
        ClaimsPrincipal user,
        IReadOnlyList<IamQuestion> questions,
        CancellationToken cancellationToken)
    {
        IamPrincipal principal = IamPrincipal.Anonymous;
        string problem;
        try
        {
            CallerResolution caller =
                await scope.Feature.CallerOfAsync(user, callers, scope.Services, cancellationToken);
            principal = caller.Principal ?? IamPrincipal.Anonymous;
            bool mayAsk = caller.Problem is null
                && (!caller.IsWithoutCredentials || await MayBeAnonymousAsync(scope.Http));
            if (mayAsk)
            {
                return await authorizer.AuthorizeManyAsync(
                    principal, questions, scope.Feature.Context, cancellationToken);
            }

            problem = caller.Problem ?? WithoutCredentials;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            logger.Faulted(fault, $"{questions.Count} questions");
            problem = FailureOf(fault);
        }

        return [.. questions.Select(question => Undecided(principal, question.Action, question.Resource, problem))];
    }

    /// <summary>The denial of a caller who presented no credentials where they are needed.</summary>
    public static IamDecision RefuseWithoutCredentials(ActionName action) =>
        Undecided(IamPrincipal.Anonymous, action, Arn.Any, WithoutCredentials);

    private static async ValueTask<bool> MayBeAnonymousAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<AllowAnonymousByPolicyAttribute>() is not null
        && !await Credentials.WereRefusedAsync(http);

    /// <summary>The kind of fault only: what messages of exceptions say stays in the log (threat L4).</summary>
    private static string FailureOf(Exception fault) => fault is UndecidableException undecidable
        ? undecidable.Message
        : $"the question could not be put: {fault.GetType().Name}";

    private static IamDecision Undecided(
        IamPrincipal principal, ActionName action, IamResource resource, string failure) =>
        IamDecision.Undecided(
            new AuthorizationRequest(
                principal, action, resource.Arn, RequestContext.Empty, resource.OwnerAccountId),
            failure);

    private void Record(
        IamRequestFeature request, IamRequestDecision made, long? started, Activity? activity)
    {
        request.Add(made);
        if (started is { } timestamp)
        {
            metrics.Decided(made.Decision, time.GetElapsedTime(timestamp));
        }

        IamTelemetry.Describe(activity, made);
        if (!made.Decision.IsAllowed)
        {
            logger.Denied(made);
        }
    }
}
