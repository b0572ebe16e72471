using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.SignalR;

namespace IamAuthorization.AspNetCore;

/// <summary>Notes what was allowed where the answer outlives the question.</summary>
internal sealed class ConnectionWatch(ConnectionMonitor monitor, SteadyLogger<ConnectionWatch> logger)
{
    /// <summary>Notes an allowed question of a request or hub method that may stay open.</summary>
    /// <returns>
    /// Whether it may go on; false where one connection was allowed more streams than can be asked again.
    /// </returns>
    public bool MayStayOpen(object? handedOver, IamRequestDecision allowed, in RequestScope scope)
    {
        switch (handedOver)
        {
            case HttpContext or AuthorizationFilterContext:
                NoteRequest(allowed, scope);
                return true;
            case HubInvocationContext invocation when HubArguments.HasStream(invocation.HubMethod):
                return MayStream(invocation, allowed, PrincipalOf(scope));
            default:
                return true;
        }
    }

    private static IamPrincipal PrincipalOf(in RequestScope scope) =>
        scope.Feature.Principal ?? IamPrincipal.Anonymous;

    private static IamQuestion QuestionOf(IamRequestDecision allowed) =>
        new(
            allowed.Decision.Action,
            new IamResource(allowed.Decision.Resource) { OwnerAccountId = allowed.OwnerAccountId });

    private void NoteRequest(IamRequestDecision allowed, in RequestScope scope)
    {
        if (!StayingEndpoints.Stays(scope.Http, out bool isHub))
        {
            return;
        }

        bool isNew = ConnectionQuestions.Find(scope.Http) is null;
        ConnectionQuestions questions = ConnectionQuestions.Of(scope.Http, PrincipalOf(scope));
        questions.TryAdd(QuestionOf(allowed));
        if (isNew && !isHub)
        {
            Watch(scope.Http, questions);
        }
    }

    /// <summary>A method of its own keeps what the callback holds off the path of plain requests.</summary>
    private void Watch(HttpContext http, ConnectionQuestions questions)
    {
        var connection = new LiveConnection(http.TraceIdentifier, http.User, questions, () => http, http.Abort);
        monitor.Add(connection);
        http.Response.OnCompleted(() =>
        {
            monitor.Remove(connection);
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// What a stream was allowed by is asked again as long as its connection is open: nothing tells when it ends.
    /// </summary>
    private bool MayStream(HubInvocationContext invocation, IamRequestDecision allowed, IamPrincipal principal)
    {
        bool hasRoom = false;
        if (ConnectionHubFilter.ConnectionOf(invocation.Context) is { } connection)
        {
            connection.Allowed.Principal ??= principal;
            hasRoom = connection.Allowed.TryAdd(QuestionOf(allowed));
        }

        if (!hasRoom)
        {
            logger.StreamRefused(invocation.Context.ConnectionId, ConnectionQuestions.CountMax);
        }

        return hasRoom;
    }
}
