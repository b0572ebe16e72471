using System.Security.Claims;
using IamAuthorization.AspNetCore;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Asks IAM from inside an endpoint, for the caller and with the condition keys of the running request.
/// </summary>
public static class IamAuthorizerExtensions
{
    /// <summary>Decides whether a user may do an action on an object of the app.</summary>
    /// <typeparam name="T">
    /// A type with an <see cref="IIamResource{T}"/>; or <see cref="Arn"/>, <see cref="IamResource"/>, or
    /// <see cref="string"/> for a resource's name or ARN.
    /// </typeparam>
    /// <param name="authorizer">The authorizer.</param>
    /// <param name="user">The caller, as the framework authenticated it.</param>
    /// <param name="action">The concrete action, for example <c>orders:Refund</c>.</param>
    /// <param name="resource">The object.</param>
    /// <param name="cancellationToken">Ends the wait for store and providers.</param>
    /// <returns>The decision. Whatever goes wrong is a denial.</returns>
    /// <exception cref="FormatException">The action is malformed.</exception>
    /// <exception cref="InvalidOperationException">No HTTP request is running.</exception>
    public static ValueTask<IamDecision> AuthorizeAsync<T>(
        this IIamAuthorizer authorizer,
        ClaimsPrincipal user,
        string action,
        T resource,
        CancellationToken cancellationToken = default)
        where T : notnull =>
        AuthorizeAsync(authorizer, Running(), user, action, resource, cancellationToken);

    /// <summary>Decides whether the caller of a request may do an action on an object of the app.</summary>
    /// <typeparam name="T">As for the overload that takes the user.</typeparam>
    /// <param name="authorizer">The authorizer.</param>
    /// <param name="http">The request.</param>
    /// <param name="action">The concrete action, for example <c>orders:Refund</c>.</param>
    /// <param name="resource">The object.</param>
    /// <param name="cancellationToken">Ends the wait for store and providers.</param>
    /// <returns>The decision. Whatever goes wrong is a denial.</returns>
    /// <exception cref="FormatException">The action is malformed.</exception>
    public static ValueTask<IamDecision> AuthorizeAsync<T>(
        this IIamAuthorizer authorizer,
        HttpContext http,
        string action,
        T resource,
        CancellationToken cancellationToken = default)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(http);
        return AuthorizeAsync(authorizer, ScopeOf(http), http.User, action, resource, cancellationToken);
    }

    /// <summary>Decides several questions of a user: "what can I do here?" in one call, on one snapshot.</summary>
    /// <param name="authorizer">The authorizer.</param>
    /// <param name="user">The caller, as the framework authenticated it.</param>
    /// <param name="questions">The questions.</param>
    /// <param name="cancellationToken">Ends the wait for store and providers.</param>
    /// <returns>The answers, in the order of the questions.</returns>
    /// <exception cref="InvalidOperationException">No HTTP request is running.</exception>
    public static ValueTask<IReadOnlyList<IamDecision>> AuthorizeManyAsync(
        this IIamAuthorizer authorizer,
        ClaimsPrincipal user,
        IReadOnlyList<IamQuestion> questions,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authorizer);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(questions);
        RequestScope scope = Running();
        return scope.Services.GetRequiredService<RequestAuthorizer>()
            .AuthorizeManyAsync(authorizer, scope, user, questions, cancellationToken);
    }

    private static async ValueTask<IamDecision> AuthorizeAsync<T>(
        IIamAuthorizer authorizer,
        RequestScope scope,
        ClaimsPrincipal user,
        string action,
        T resource,
        CancellationToken cancellationToken)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(authorizer);
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(resource);
        ActionName name = ActionName.Parse(action);
        var question = new RequestQuestion(
            authorizer, scope, user, name, new AskedResource(Template: null, resource));
        IamRequestDecision? made = await scope.Services.GetRequiredService<RequestAuthorizer>()
            .AuthorizeAsync(question, cancellationToken);
        return made?.Decision ?? RequestAuthorizer.RefuseWithoutCredentials(name);
    }

    private static RequestScope ScopeOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<RequestAuthorizer>().ScopeOf(http);

    /// <summary>Inside a hub method, the invocation's; the connection's request may have ended long ago.</summary>
    private static RequestScope Running()
    {
        if (HubInvocations.Current is { } invocation && invocation.Context.GetHttpContext() is { } connection)
        {
            return invocation.ServiceProvider.GetRequiredService<RequestAuthorizer>().ScopeOf(invocation, connection);
        }

        return ScopeOf(RunningRequest.Current ?? throw new InvalidOperationException(
            "No HTTP request is running here, so there is no caller to ask for: pass the HttpContext, or an "
            + "IamPrincipal."));
    }
}
