using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Watches the connections of every hub. Of a hub that IAM is not asked for, whether its user may act at all is looked
/// at alone.
/// </summary>
internal sealed class ConnectionHubFilter(ConnectionMonitor monitor) : IHubFilter
{
    /// <summary>The connection, where it is watched.</summary>
    public static LiveConnection? ConnectionOf(HubCallerContext context) =>
        context.Items.TryGetValue(typeof(LiveConnection), out object? found) ? found as LiveConnection : null;

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        HubInvocations.Current = invocationContext;
        return await next(invocationContext);
    }

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        HubCallerContext caller = context.Context;
        LiveConnection? connection = NewConnectionOf(caller);
        if (connection is null)
        {
            await next(context);
            return;
        }

        monitor.Add(connection);
        try
        {
            // WHY not on disconnecting: a filter of the app's before this one may keep that from coming here.
            caller.ConnectionAborted.UnsafeRegister(_ => monitor.Remove(connection), state: null);
            await next(context);
        }
        catch (Exception)
        {
            monitor.Remove(connection);
            throw;
        }
    }

    private static LiveConnection? NewConnectionOf(HubCallerContext caller)
    {
        ClaimsPrincipal user = caller.User ?? new ClaimsPrincipal();
        ConnectionQuestions? questions = ConnectionQuestions.Find(caller.GetHttpContext());
        bool isSomebody = user.Identities.Any(identity => identity.IsAuthenticated);
        if (questions is null && !isSomebody)
        {
            return null;
        }

        var connection = new LiveConnection(
            caller.ConnectionId,
            user,
            questions ?? new ConnectionQuestions(principal: null),
            caller.GetHttpContext,
            caller.Abort);
        caller.Items[typeof(LiveConnection)] = connection;
        return connection;
    }
}
