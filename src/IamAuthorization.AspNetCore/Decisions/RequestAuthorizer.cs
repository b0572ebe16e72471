using System.Diagnostics;
using System.Security.Claims;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

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
    SteadyLogger<RequestAuthorizer> logger)
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
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The decision, or <see langword="null"/> when the caller must present credentials first.</returns>
    /// <remarks>
    /// WHY so much that is not awaited: nearly always all is at hand, and then a question costs no state machine.
    /// </remarks>
    public ValueTask<IamRequestDecision?> AuthorizeAsync(
        in RequestQuestion question, CancellationToken cancellationToken) =>
        IamTelemetry.Source.HasListeners() || metrics.IsEnabled
            ? ObserveAsync(question, cancellationToken)
            : DecideAsync(question, cancellationToken);

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

    private async ValueTask<IamRequestDecision?> ObserveAsync(
        RequestQuestion question, CancellationToken cancellationToken)
    {
        Activity? activity = IamTelemetry.StartActivity("iam.authorize");
        try
        {
            long started = time.GetTimestamp();
            IamRequestDecision? made = await DecideAsync(question, cancellationToken);
            if (made is not null)
            {
                metrics.Decided(made.Decision, time.GetElapsedTime(started));
                IamTelemetry.Describe(activity, made);
            }

            return made;
        }
        finally
        {
            Observers.Tell(activity, static ended => ended?.Dispose());
        }
    }

    private ValueTask<IamRequestDecision?> DecideAsync(
        in RequestQuestion question, CancellationToken cancellationToken)
    {
        ValueTask<CallerResolution> caller;
        try
        {
            caller = question.Scope.Feature.CallerOfAsync(
                question.User, callers, question.Scope.Services, cancellationToken);
        }
        catch (Exception fault)
        {
            caller = ValueTask.FromException<CallerResolution>(fault);
        }

        return caller.IsCompletedSuccessfully
            ? DecideForAsync(question, caller.Result, cancellationToken)
            : DecideForAsync(question, caller, cancellationToken);
    }

    private async ValueTask<IamRequestDecision?> DecideForAsync(
        RequestQuestion question, ValueTask<CallerResolution> asked, CancellationToken cancellationToken)
    {
        CallerResolution caller;
        try
        {
            caller = await asked;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(question, new PreparedQuestion(IamPrincipal.Anonymous, NoResource), fault);
        }

        return await DecideForAsync(question, caller, cancellationToken);
    }

    private ValueTask<IamRequestDecision?> DecideForAsync(
        in RequestQuestion question, CallerResolution caller, CancellationToken cancellationToken) =>
        caller.IsWithoutCredentials
            ? DecideForAnonymousAsync(question, cancellationToken)
            : PutAsync(question, caller, cancellationToken);

    private async ValueTask<IamRequestDecision?> DecideForAnonymousAsync(
        RequestQuestion question, CancellationToken cancellationToken)
    {
        try
        {
            if (!await MayBeAnonymousAsync(question.Scope.Http))
            {
                return null;
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(question, new PreparedQuestion(IamPrincipal.Anonymous, NoResource), fault);
        }

        return await PutAsync(question, CallerResolution.WithoutCredentials, cancellationToken);
    }

    /// <summary>Puts the question of a caller who is known to the authorizer.</summary>
    private ValueTask<IamRequestDecision?> PutAsync(
        in RequestQuestion question, CallerResolution caller, CancellationToken cancellationToken)
    {
        IamPrincipal principal = caller.Principal ?? IamPrincipal.Anonymous;
        var prepared = new PreparedQuestion(principal, NoResource, IsOfNobody: caller.Problem is not null);
        ValueTask<IamDecision> decision;
        try
        {
            prepared = Prepare(question, caller, principal);
            decision = prepared.Problem is { } problem
                ? new(Undecided(question, prepared, problem))
                : AskAsync(question, prepared, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return new(Failed(question, prepared, fault));
        }

        return decision.IsCompletedSuccessfully
            ? new(Made(question, prepared, decision.Result))
            : MadeAsync(question, prepared, decision, cancellationToken);
    }

    private static ValueTask<IamDecision> AskAsync(
        in RequestQuestion question, in PreparedQuestion prepared, CancellationToken cancellationToken)
    {
        RequestScope scope = question.Scope;
        IIamAuthorizer authorizer = question.Authorizer ?? scope.Services.GetRequiredService<IIamAuthorizer>();
        return authorizer.AuthorizeAsync(
            prepared.Principal, question.Action, prepared.Resource, scope.Feature.Context, cancellationToken);
    }

    private PreparedQuestion Prepare(in RequestQuestion question, CallerResolution caller, IamPrincipal principal)
    {
        ResourceResolution resolution = resources.Of(question.Asked, question.Scope);
        string? told = caller.Problem is not null
            ? CallerResolution.NoSuchPrincipal
            : resolution.IsForCaller ? resolution.Problem : null;
        return new PreparedQuestion(
            principal, resolution.Resource, caller.Problem ?? resolution.Problem, told, caller.Problem is not null);
    }

    private async ValueTask<IamRequestDecision?> MadeAsync(
        RequestQuestion question,
        PreparedQuestion prepared,
        ValueTask<IamDecision> asked,
        CancellationToken cancellationToken)
    {
        IamDecision decision;
        try
        {
            decision = await asked;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(question, prepared, fault);
        }

        return Made(question, prepared, decision);
    }

    private IamRequestDecision Failed(in RequestQuestion question, in PreparedQuestion prepared, Exception fault)
    {
        logger.Faulted(fault, question.Action.ToString());
        return Made(question, prepared, Undecided(question, prepared, FailureOf(fault)));
    }

    private IamRequestDecision Made(
        in RequestQuestion question, in PreparedQuestion prepared, in IamDecision decision)
    {
        var made = new IamRequestDecision(
            DenialIds.Of(decision, question.Scope.Services, logger), decision, prepared.Resource.OwnerAccountId)
        {
            IsOfNobody = prepared.IsOfNobody,
            ToldFailure = prepared.ToldProblem,
        };
        question.Scope.Feature.Add(made);
        if (!decision.IsAllowed)
        {
            logger.Denied(made);
        }

        return made;
    }

    private static async ValueTask<bool> MayBeAnonymousAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<AllowAnonymousByPolicyAttribute>() is not null
        && !await Credentials.WereRefusedAsync(http);

    /// <summary>The kind of fault only: what messages of exceptions say stays in the log (threat L4).</summary>
    private static string FailureOf(Exception fault) => fault is UndecidableException undecidable
        ? undecidable.Message
        : $"the question could not be put: {fault.GetType().Name}";

    private static IamDecision Undecided(
        in RequestQuestion question, in PreparedQuestion prepared, string failure) =>
        Undecided(prepared.Principal, question.Action, prepared.Resource, failure);

    private static IamDecision Undecided(
        IamPrincipal principal, ActionName action, IamResource resource, string failure) =>
        IamDecision.Undecided(
            new AuthorizationRequest(
                principal, action, resource.Arn, RequestContext.Empty, resource.OwnerAccountId),
            failure);
}
