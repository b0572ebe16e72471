namespace IamAuthorization.AspNetCore;

/// <summary>Where access tokens may stand, beside the <c>Authorization</c> header.</summary>
public sealed class IamBearerOptions
{
    /// <summary>
    /// Whether SignalR hubs, and no other endpoints, take the token from the query, <c>?access_token=…</c>: browsers
    /// cannot set headers on WebSockets and server-sent events. URLs end in the logs of servers and proxies, so switch
    /// this on only where those do not log queries, and keep sessions short.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool HubTokenInQuery { get; set; }
}
