using System.Collections.Concurrent;
using System.Threading.Channels;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Holds the open connections and has them decided again: when the store changes, when a session expires, and when the
/// last good decision grows old (threat H11).
/// </summary>
/// <remarks>
/// One timer looks at all connections each second, which is cheap and needs no store: it closes what has expired or was
/// not confirmed for too long, and queues what is due. A few workers decide what is queued.
/// </remarks>
internal sealed class ConnectionMonitor(
    ConnectionReviewer reviewer,
    IIamStore store,
    IamAuthorizationOptions options,
    IOptions<IamAuthorizerOptions> limits,
    IamMetrics metrics,
    TimeProvider time,
    SteadyLogger<ConnectionMonitor> logger)
    : IDisposable
{
    /// <summary>How often all connections are looked at; all changes in between are one.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>How many connections are decided at a time: a change in the store is no stampede on it.</summary>
    private const int WorkersMax = 8;

    private readonly Lock _starting = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<LiveConnection, bool> _open = new();
    private readonly Channel<LiveConnection> _due = Channel.CreateUnbounded<LiveConnection>();
    private IDisposable? _subscription;
    private ITimer? _timer;
    private long _toldRevision;
    private long _servedRevision;
    private long _toldAt;
    private int _isServing;

    /// <summary>How many connections are open.</summary>
    public int Count => _open.Count;

    /// <summary>The connections that are open.</summary>
    public IReadOnlyList<LiveConnection> Snapshot() => [.. _open.Keys];

    /// <summary>
    /// A failing store must not end all connections at once, and a hanging one must not keep them.
    /// </summary>
    private TimeSpan UnconfirmedMax => options.Connections.RecheckInterval + limits.Value.StoreTimeout;

    /// <summary>Adds a connection that was just allowed.</summary>
    public void Add(LiveConnection connection)
    {
        Start();

        // WHY asked now: from here on a clock that is put back does not make the session longer.
        connection.HasExpired(time);
        connection.Confirm(time.GetTimestamp());

        // WHY: it may have been allowed on what the store held before a change that has been served since.
        long toldAt = Interlocked.Read(ref _toldAt);
        connection.IsDue = connection.Allowed.Principal is null
            || (toldAt != 0 && time.GetElapsedTime(toldAt) < options.Connections.RecheckInterval);
        _open.TryAdd(connection, true);
    }

    /// <summary>Forgets a connection that has ended.</summary>
    public void Remove(LiveConnection connection)
    {
        connection.End();
        _open.TryRemove(connection, out _);
    }

    public void Dispose()
    {
        lock (_starting)
        {
            _subscription?.Dispose();
            _timer?.Dispose();
        }

        _due.Writer.TryComplete();
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private void Start()
    {
        if (Volatile.Read(ref _timer) is not null)
        {
            return;
        }

        lock (_starting)
        {
            if (_timer is null)
            {
                // WHY: what runs from now on belongs to no request, least of all to the one that came first.
                using AsyncFlowControl? flow =
                    ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
                _subscription = store.Subscribe(OnChange);
                for (int i = 0; i < WorkersMax; i++)
                {
                    _ = Task.Run(WorkAsync);
                }

                Volatile.Write(ref _timer, time.CreateTimer(_ => OnBeat(), state: null, Beat, Beat));
            }
        }
    }

    private void OnChange(IamChange change)
    {
        Interlocked.Exchange(ref _toldAt, time.GetTimestamp());
        Interlocked.Exchange(ref _toldRevision, change.Revision);
    }

    private void OnBeat()
    {
        if (Interlocked.Read(ref _toldRevision) != Interlocked.Read(ref _servedRevision)
            && Interlocked.Exchange(ref _isServing, 1) == 0)
        {
            _ = ServeChangeAsync();
        }

        foreach (LiveConnection connection in _open.Keys)
        {
            TimeSpan age = time.GetElapsedTime(connection.ConfirmedAt);
            if (connection.HasExpired(time))
            {
                Close(connection, ConnectionVerdict.Expired, decisionId: null);
            }
            else if (age >= UnconfirmedMax)
            {
                Close(connection, ConnectionVerdict.Unknown, decisionId: null);
            }
            else if (connection.IsDue || age >= options.Connections.RecheckInterval / 2)
            {
                Queue(connection);
            }
        }
    }

    /// <summary>
    /// A store tells of a change before its readers see it; only a snapshot that has it is worth deciding on.
    /// </summary>
    private async Task ServeChangeAsync()
    {
        try
        {
            long told = Interlocked.Read(ref _toldRevision);
            IIamSnapshot snapshot = await store.GetSnapshotAsync(_stopping.Token)
                .AsTask().WaitAsync(limits.Value.StoreTimeout, time, _stopping.Token);
            if (snapshot.Revision >= told)
            {
                Interlocked.Exchange(ref _servedRevision, told);
                foreach (LiveConnection connection in _open.Keys)
                {
                    Queue(connection);
                }
            }
        }
        catch (Exception fault)
        {
            // WHY: the change stays unserved and is tried at the next beat; connections grow old meanwhile.
            logger.ChangeUnserved(fault);
        }
        finally
        {
            Interlocked.Exchange(ref _isServing, 0);
        }
    }

    private void Queue(LiveConnection connection)
    {
        if (connection.TryQueue())
        {
            _due.Writer.TryWrite(connection);
        }
    }

    private async Task WorkAsync()
    {
        await foreach (LiveConnection connection in _due.Reader.ReadAllAsync())
        {
            connection.Unqueue();
            connection.IsDue = false;
            if (_open.ContainsKey(connection))
            {
                await ReviewAsync(connection);
            }
        }
    }

    private async Task ReviewAsync(LiveConnection connection)
    {
        long started = time.GetTimestamp();
        (ConnectionVerdict verdict, string? decisionId) =
            await reviewer.ReviewAsync(connection, CancellationToken.None);
        if (verdict == ConnectionVerdict.Allowed)
        {
            connection.Confirm(started);
        }
        else if (verdict == ConnectionVerdict.NotOurs)
        {
            Remove(connection);
        }
        else if (verdict == ConnectionVerdict.Unknown)
        {
            bool isTooOld = time.GetElapsedTime(connection.ConfirmedAt) >= options.Connections.RecheckInterval;
            if (isTooOld)
            {
                Close(connection, verdict, decisionId);
            }
        }
        else
        {
            Close(connection, verdict, decisionId);
        }
    }

    private void Close(LiveConnection connection, ConnectionVerdict verdict, string? decisionId)
    {
        if (!_open.TryRemove(connection, out _))
        {
            return;
        }

        try
        {
            connection.Abort();
        }
        catch (Exception fault)
        {
            logger.AbortFailed(fault, LogText.Of(connection.Id));
        }

        metrics.ConnectionClosed(verdict);
        logger.ConnectionClosed(connection, verdict, decisionId);
    }
}
