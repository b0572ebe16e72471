using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>Decides again what a connection was allowed, in a scope and on a snapshot of its own.</summary>
internal sealed class ConnectionReviewer(
    IServiceScopeFactory scopes, CallerResolver callers, ContextKeyTable keys, SteadyLogger<ConnectionReviewer> logger)
{
    /// <summary>Decides. Whatever goes wrong is <see cref="ConnectionVerdict.Unknown"/>.</summary>
    /// <returns>What came out, and the id of a denial in the decision log.</returns>
    public async ValueTask<(ConnectionVerdict Verdict, string? DecisionId)> ReviewAsync(
        LiveConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await using AsyncServiceScope scope = scopes.CreateAsyncScope();
            return await ReviewAsync(connection, scope.ServiceProvider, cancellationToken);
        }
        catch (Exception fault)
        {
            logger.ReviewFaulted(fault, LogText.Of(connection.Id));
            return (ConnectionVerdict.Unknown, null);
        }
    }

    private async ValueTask<(ConnectionVerdict Verdict, string? DecisionId)> ReviewAsync(
        LiveConnection connection, IServiceProvider services, CancellationToken cancellationToken)
    {
        connection.Allowed.Principal ??=
            (await callers.ResolveAsync(connection.User, services, cancellationToken)).Principal;
        if (connection.Allowed.Principal is not { } principal)
        {
            return (ConnectionVerdict.NotOurs, null);
        }

        IamPrincipalState state =
            await services.GetRequiredService<IIamPrincipals>().GetStateAsync(principal, cancellationToken);
        return state == IamPrincipalState.Alive
            ? await AskAsync(connection, principal, services, cancellationToken)
            : (VerdictOf(state), null);
    }

    private async ValueTask<(ConnectionVerdict Verdict, string? DecisionId)> AskAsync(
        LiveConnection connection,
        IamPrincipal principal,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        IIamAuthorizer authorizer = services.GetRequiredService<IIamAuthorizer>();
        var context = new ConnectionContext(connection, keys);
        foreach (IamQuestion question in connection.Allowed.Items)
        {
            IamDecision decision = await authorizer.AuthorizeAsync(
                principal, question.Action, question.Resource, context, cancellationToken);
            if (!decision.IsAllowed)
            {
                // WHY: an undecided question says nothing of what the caller may do, only that nobody could tell.
                return decision.Failure is null
                    ? (ConnectionVerdict.Denied, DenialIds.Of(decision, services, logger))
                    : (ConnectionVerdict.Unknown, null);
            }
        }

        return (ConnectionVerdict.Allowed, null);
    }

    private static ConnectionVerdict VerdictOf(IamPrincipalState state) => state switch
    {
        IamPrincipalState.Expired => ConnectionVerdict.Expired,
        IamPrincipalState.Revoked => ConnectionVerdict.Revoked,
        IamPrincipalState.Gone => ConnectionVerdict.Gone,
        _ => ConnectionVerdict.Unknown,
    };
}
