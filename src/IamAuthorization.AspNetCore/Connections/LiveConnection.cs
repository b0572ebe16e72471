using System.Security.Claims;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>An open connection: who opened it, what was allowed, and when that was last found to be so.</summary>
/// <param name="id">The connection in logs.</param>
/// <param name="user">The user as the framework authenticated it.</param>
/// <param name="questions">What was allowed.</param>
/// <param name="http">The request it belongs to, while there is one.</param>
/// <param name="abort">Ends it.</param>
internal sealed class LiveConnection(
    string id, ClaimsPrincipal user, ConnectionQuestions questions, Func<HttpContext?> http, Action abort)
{
    /// <summary>Tells the request's end from the use of it: a server reuses what held an ended request.</summary>
    private readonly Lock _using = new();
    private long _confirmedAt;
    private Lifetime? _lifetime;
    private int _isQueued;
    private bool _isOver;

    public string Id { get; } = id;

    public ClaimsPrincipal User { get; } = user;

    /// <summary>What was allowed, and whom.</summary>
    public ConnectionQuestions Allowed { get; } = questions;

    /// <summary>Whether it is to be decided again without waiting for its time.</summary>
    public bool IsDue { get; set; }

    /// <summary>When the latest decision began that found all of it allowed.</summary>
    public long ConfirmedAt => Interlocked.Read(ref _confirmedAt);

    /// <summary>Whether the session is over.</summary>
    public bool HasExpired(TimeProvider time)
    {
        if (_lifetime is null && Allowed.Principal?.Session?.ExpiresAt is { } endsAt)
        {
            Interlocked.CompareExchange(ref _lifetime, new Lifetime(endsAt, time), null);
        }

        return _lifetime?.IsOver() == true;
    }

    public void Confirm(long timestamp) => Interlocked.Exchange(ref _confirmedAt, timestamp);

    /// <summary>Whether it now waits to be decided and did not before.</summary>
    public bool TryQueue() => Interlocked.Exchange(ref _isQueued, 1) == 0;

    public void Unqueue() => Interlocked.Exchange(ref _isQueued, 0);

    /// <summary>Reads a condition key of the connection's request; nothing once that is over.</summary>
    public ContextValue Read(ConditionKey key, ContextKeyTable keys)
    {
        lock (_using)
        {
            return !_isOver && http() is { } request ? keys.Read(key, request) : ContextValue.None;
        }
    }

    /// <summary>The connection has ended by itself.</summary>
    public void End()
    {
        lock (_using)
        {
            _isOver = true;
        }
    }

    /// <summary>Ends the connection, unless it has ended.</summary>
    public void Abort()
    {
        lock (_using)
        {
            if (!_isOver)
            {
                _isOver = true;
                abort();
            }
        }
    }
}
