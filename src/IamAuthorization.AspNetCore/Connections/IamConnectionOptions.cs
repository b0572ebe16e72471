namespace IamAuthorization.AspNetCore;

/// <summary>
/// How long what a connection was allowed stands without being decided again: of hubs, WebSockets, server-sent events
/// and gRPC streams.
/// </summary>
public sealed class IamConnectionOptions
{
    /// <summary>The shortest <see cref="RecheckInterval"/>.</summary>
    public static readonly TimeSpan RecheckIntervalMin = TimeSpan.FromSeconds(1);

    /// <summary>The longest <see cref="RecheckInterval"/>.</summary>
    public static readonly TimeSpan RecheckIntervalMax = TimeSpan.FromHours(1);

    /// <summary>
    /// The greatest age of the last good decision on an open connection. It is decided again when half of that has
    /// passed, and at the next second after a change in the store; it is closed when nothing could be decided for the
    /// whole of it.
    /// </summary>
    /// <value>1 second to 1 hour. The default is 30 seconds.</value>
    public TimeSpan RecheckInterval { get; set; } = TimeSpan.FromSeconds(30);
}
