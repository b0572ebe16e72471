using System.Collections.Immutable;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>
/// A node on a store in memory that hears of others' commits only when it listens, like one over a database.
/// </summary>
public sealed class LateStore : IIamStore, IDisposable
{
    private readonly InMemoryIamStore _shared;
    private readonly bool _isToldLast;
    private readonly IDisposable _subscription;
    private readonly Lock _listening = new();
    private readonly Lock _hearing = new();
    private readonly Queue<IamChange> _heard = new();
    private ImmutableArray<Action<IamChange>> _subscribers = [];
    private volatile IIamSnapshot? _newest;

    /// <param name="shared">The store of all nodes, which never waits.</param>
    /// <param name="isToldLast">Whether a state is handed out before subscribers are told what led to it.</param>
    public LateStore(InMemoryIamStore shared, bool isToldLast)
    {
        _shared = shared;
        _isToldLast = isToldLast;
        _subscription = shared.Subscribe(Hear);
        Listen();
    }

    public ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) => new(_newest!);

    public ValueTask<IIamSnapshot> GetSnapshotAsync(long revisionMin, CancellationToken cancellationToken)
    {
        if (_newest!.Revision < revisionMin)
        {
            Listen();
        }

        return _newest.Revision >= revisionMin
            ? new(_newest)
            : throw new IamStoreUnavailableException($"There is no revision {revisionMin}.");
    }

    public async ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            return await _shared.CommitAsync(commit, cancellationToken);
        }
        finally
        {
            Listen();
        }
    }

    public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken) =>
        _shared.ReadChangeLogAsync(query, cancellationToken);

    public IDisposable Subscribe(Action<IamChange> onChange)
    {
        lock (_listening)
        {
            _subscribers = _subscribers.Add(onChange);
        }

        return new Subscription(this, onChange);
    }

    /// <summary>Hears of everything that was committed until now.</summary>
    public void Listen()
    {
        lock (_listening)
        {
            IIamSnapshot newest = Answer(_shared.GetSnapshotAsync(CancellationToken.None));
            if (_isToldLast)
            {
                _newest = newest;
            }

            Tell(newest.Revision);
            _newest = newest;
        }
    }

    public void Dispose() => _subscription.Dispose();

    /// <summary>A store in memory has answered when it returns.</summary>
    private static T Answer<T>(ValueTask<T> asked) => asked.GetAwaiter().GetResult();

    private void Hear(IamChange change)
    {
        lock (_hearing)
        {
            _heard.Enqueue(change);
        }
    }

    private void Tell(long revision)
    {
        while (Next(revision) is { } change)
        {
            foreach (Action<IamChange> subscriber in _subscribers)
            {
                subscriber(change);
            }
        }
    }

    private IamChange? Next(long revision)
    {
        lock (_hearing)
        {
            return _heard.TryPeek(out IamChange? next) && next.Revision <= revision ? _heard.Dequeue() : null;
        }
    }

    private sealed class Subscription(LateStore store, Action<IamChange> onChange) : IDisposable
    {
        public void Dispose()
        {
            lock (store._listening)
            {
                store._subscribers = store._subscribers.Remove(onChange);
            }
        }
    }
}
