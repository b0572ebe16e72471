using System.Collections.Immutable;
using IamAuthorization.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Knows the newest state, and tells subscribers of every commit that led to it.</summary>
/// <remarks>
/// INVARIANT: subscribers have been told of every revision up to that of <see cref="_newest"/>, in order and without
/// gaps, before it stands there. So no reader of a snapshot can meet a cache that has not heard of it.
/// </remarks>
internal sealed class StoreObserver(
    IamDatabase database, ResourcePolicyNames resourcePolicies, TimeProvider clock, IOptions<IamStoreOptions> options)
    : IDisposable
{
    /// <summary>Of how many revisions the changed keys are read at once while catching up.</summary>
    private const int RevisionsPerPage = 1_000;

    private readonly SemaphoreSlim _observing = new(1, 1);
    private readonly Lock _subscribing = new();
    private ImmutableArray<Action<IamChange>> _subscribers = [];
    private volatile Observation? _newest;
    private long _revisionMin;
    private long _lastStarted;
    private long _lastFinished;
    private volatile IamStoreUnavailableException? _lastProblem;

    /// <summary>How fresh the newest state is; null before the first was read.</summary>
    public StoreFreshness? Freshness => _newest is { } newest
        ? new StoreFreshness(
            newest.Snapshot.Revision,
            clock.GetElapsedTime(newest.ConfirmedAt),
            options.Value.MaxStaleness,
            _lastProblem is { } problem ? CauseOf(problem) : null)
        : null;

    /// <summary>The newest state, from memory while it is confirmed.</summary>
    public async ValueTask<IIamSnapshot> GetAsync(long revisionMin, CancellationToken cancellationToken)
    {
        if (_newest is { } newest && IsGood(newest, revisionMin))
        {
            return newest.Snapshot;
        }

        await RefreshAsync(cancellationToken);
        EfIamSnapshot snapshot = _newest!.Snapshot;
        return snapshot.Revision >= revisionMin
            ? snapshot
            : throw new IamStoreUnavailableException(
                $"Revision {revisionMin} is asked for, but {database.Dialect.Name} is at {snapshot.Revision}.");
    }

    /// <summary>Asks the database for news, after this call began.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        long asked = Volatile.Read(ref _lastStarted);
        await _observing.WaitAsync(cancellationToken);
        try
        {
            // WHY: a refresh that somebody began after this call answers this one, too, also when it failed; callers
            // would wait for each other's time-outs otherwise.
            if (_lastFinished <= asked)
            {
                await BeginRefreshAsync(cancellationToken);
            }
            else if (_lastProblem is { } problem)
            {
                throw new IamStoreUnavailableException(problem.Message, problem);
            }
        }
        finally
        {
            _observing.Release();
        }
    }

    /// <summary>A timestamp of the clock that confirmations are measured by.</summary>
    public long Now() => clock.GetTimestamp();

    /// <summary>From now on no older state than this may be handed out.</summary>
    public void Require(long revision)
    {
        long seen = Volatile.Read(ref _revisionMin);
        while (revision > seen)
        {
            long before = Interlocked.CompareExchange(ref _revisionMin, revision, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    /// <summary>Publishes a commit that was made here.</summary>
    /// <param name="change">What it changed.</param>
    /// <param name="confirmedAt">A timestamp at which the state before it was the newest.</param>
    public async Task PublishAsync(IamChange change, long confirmedAt)
    {
        Require(change.Revision);
        await _observing.WaitAsync(CancellationToken.None);
        try
        {
            long observed = _newest?.Snapshot.Revision ?? -1;
            if (observed == change.Revision - 1)
            {
                Tell(change);
                Publish(change.Revision, confirmedAt);
            }
            else if (observed < change.Revision)
            {
                await CatchUpAsync(CancellationToken.None);
            }
        }
        catch (IamStoreUnavailableException)
        {
            // WHY not thrown: the commit is durable, and no snapshot before it is handed out any more.
        }
        finally
        {
            _observing.Release();
        }
    }

    public IDisposable Subscribe(Action<IamChange> onChange)
    {
        lock (_subscribing)
        {
            _subscribers = _subscribers.Add(onChange);
        }

        return new Subscription(this, onChange);
    }

    public void Dispose() => _observing.Dispose();

    /// <summary>WHY no words: those of a database name servers, users and files.</summary>
    private static string CauseOf(IamStoreUnavailableException problem) =>
        problem.InnerException?.GetBaseException().GetType().Name ?? "an older state was restored";

    private bool IsGood(Observation newest, long revisionMin) =>
        options.Value.MaxStaleness > TimeSpan.Zero
        && newest.Snapshot.Revision >= Math.Max(revisionMin, Volatile.Read(ref _revisionMin))
        && clock.GetElapsedTime(newest.ConfirmedAt) <= options.Value.MaxStaleness;

    private async Task BeginRefreshAsync(CancellationToken cancellationToken)
    {
        long started = Interlocked.Increment(ref _lastStarted);
        try
        {
            await CatchUpAsync(cancellationToken);
            _lastProblem = null;
        }
        catch (IamStoreUnavailableException exception)
        {
            _lastProblem = exception;
            throw;
        }
        catch
        {
            // WHY: what this caller's token ended says nothing to others.
            started = _lastFinished;
            throw;
        }
        finally
        {
            _lastFinished = started;
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        long confirmedAt = clock.GetTimestamp();

        // WHY read first: what is committed here while the database answers need not be in its answer.
        long revisionMin = Volatile.Read(ref _revisionMin);
        long newest = await ReadRevisionAsync(cancellationToken);
        if (_newest is not { } observation)
        {
            Publish(newest, confirmedAt);
            return;
        }

        long observed = observation.Snapshot.Revision;
        long known = Math.Max(observed, revisionMin);
        if (newest < known)
        {
            throw new IamStoreUnavailableException(
                $"{database.Dialect.Name} is at revision {newest}, but was at {known}: an older state was restored. "
                    + "Restart every node.");
        }

        while (observed < newest)
        {
            long until = Math.Min(newest, observed + RevisionsPerPage);
            foreach (IamChange change in await ReadChangesAsync(observed, until, cancellationToken))
            {
                Tell(change);
            }

            observed = until;
            Publish(observed, observation.ConfirmedAt);
        }

        Publish(newest, confirmedAt);
    }

    private Task<long> ReadRevisionAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            context => context.States.Select(state => state.Revision).SingleAsync(cancellationToken),
            cancellationToken);

    /// <summary>One change for each revision after one and up to another.</summary>
    private async Task<IReadOnlyList<IamChange>> ReadChangesAsync(
        long after, long until, CancellationToken cancellationToken)
    {
        List<ChangeKeyRow> rows = await database.ReadAsync(
            context => context.ChangeKeys
                .Where(row => row.Revision > after && row.Revision <= until && row.IsContent)
                .ToListAsync(cancellationToken),
            cancellationToken);
        ILookup<long, IamEntityKey> keys = rows.ToLookup(row => row.Revision, row => row.Key());
        var changes = new List<IamChange>();
        for (long revision = after + 1; revision <= until; revision++)
        {
            changes.Add(new IamChange(revision, [.. keys[revision]]));
        }

        return changes;
    }

    private void Tell(IamChange change)
    {
        resourcePolicies.Learn(change.Keys);
        foreach (Action<IamChange> subscriber in _subscribers)
        {
            subscriber(change);
        }
    }

    private void Publish(long revision, long confirmedAt) =>
        _newest = new Observation(
            _newest is { } newest && newest.Snapshot.Revision == revision
                ? newest.Snapshot
                : new EfIamSnapshot(database, resourcePolicies, revision),
            confirmedAt);

    private sealed record Observation(EfIamSnapshot Snapshot, long ConfirmedAt);

    private sealed class Subscription(StoreObserver observer, Action<IamChange> onChange) : IDisposable
    {
        public void Dispose()
        {
            lock (observer._subscribing)
            {
                observer._subscribers = observer._subscribers.Remove(onChange);
            }
        }
    }
}
