using System.Collections.Immutable;

namespace IamAuthorization.Accounts;

/// <summary>A store in memory: its whole state is one immutable object that a commit replaces.</summary>
public sealed class InMemoryIamStore : IIamStore, IIamLastUsedStore
{
    private readonly Lock _committing = new();
    private readonly TimeProvider _clock;
    private readonly InMemoryLastUses _lastUses = new();
    private ImmutableArray<Action<IamChange>> _subscribers = [];
    private volatile InMemorySnapshot _current;

    /// <summary>Makes a store at revision 0.</summary>
    /// <param name="entities">What it holds from the start; <see langword="null"/> for nothing.</param>
    /// <param name="clock">What dates the change log; <see langword="null"/> for the system's clock.</param>
    /// <exception cref="ArgumentException">Two entities have the same key.</exception>
    public InMemoryIamStore(IEnumerable<IamEntity>? entities = null, TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _current = new InMemorySnapshot(InMemoryState.Of(ByKey(entities ?? []).Values));
    }

    /// <inheritdoc/>
    public ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) => new(_current);

    /// <inheritdoc/>
    public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        lock (_committing)
        {
            RefuseConflict(commit);
            var after = commit.Deletions.Distinct().ToDictionary(key => key, _ => (IamEntity?)null);
            foreach (IamEntity entity in commit.Puts)
            {
                // WHY removed first: a deletion may name the entity in the case that its name had until now.
                after.Remove(entity.Key);
                after.Add(entity.Key, entity);
            }

            return new(Publish([.. after.Select(change => (change.Key, change.Value))], commit.Touches, commit));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new([.. _current.State.Log.Where(query.Admits).Take(query.CountMax)]);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, IamLastUse>> FindLastUsesAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        _lastUses.FindLastUsesAsync(ids, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RecordLastUsesAsync(IReadOnlyCollection<IamLastUse> uses, CancellationToken cancellationToken) =>
        _lastUses.RecordLastUsesAsync(uses, cancellationToken);

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<IamChange> onChange)
    {
        ArgumentNullException.ThrowIfNull(onChange);
        lock (_committing)
        {
            _subscribers = _subscribers.Add(onChange);
        }

        return new Subscription(this, onChange);
    }

    /// <summary>
    /// Puts a whole new state in the place of the old one, whatever that was. What was revoked stays revoked.
    /// </summary>
    /// <returns>The revision; unchanged when nothing differs.</returns>
    /// <exception cref="ArgumentException">Two entities have the same key.</exception>
    internal long Replace(IEnumerable<IamEntity> entities)
    {
        Dictionary<IamEntityKey, IamEntity> next = ByKey(entities);
        lock (_committing)
        {
            IEnumerable<(IamEntityKey, IamEntity?)> gone = _current.State.Entities
                .Where(entry => entry.Value is not SessionRevocation && !next.ContainsKey(entry.Key))
                .Select(entry => (entry.Key, (IamEntity?)null));
            return Publish(
                [.. next.Select(entry => (entry.Key, (IamEntity?)entry.Value)), .. gone], touches: [], commit: null);
        }
    }

    private static Dictionary<IamEntityKey, IamEntity> ByKey(IEnumerable<IamEntity> entities)
    {
        var byKey = new Dictionary<IamEntityKey, IamEntity>();
        foreach (IamEntity entity in entities)
        {
            if (!byKey.TryAdd(entity.Key, entity))
            {
                throw new ArgumentException(
                    $"`{entity.Key}` is there twice: names are unique without regard to case.", nameof(entities));
            }
        }

        return byKey;
    }

    private void RefuseConflict(IamCommit commit)
    {
        InMemoryState state = _current.State;
        if (commit.ExpectedRevision > state.Revision
            || (commit.IsExclusive && commit.ExpectedRevision != state.Revision))
        {
            throw new IamRevisionConflictException(commit.ExpectedRevision, state.Revision);
        }

        foreach (IamEntityKey key in commit.ConflictKeys())
        {
            if (state.ChangedAt.TryGetValue(key, out long revision) && revision > commit.ExpectedRevision)
            {
                throw new IamRevisionConflictException(commit.ExpectedRevision, state.Revision, key);
            }
        }
    }

    private long Publish(
        IReadOnlyList<(IamEntityKey Key, IamEntity? After)> changes,
        ImmutableArray<IamEntityKey> touches,
        IamCommit? commit)
    {
        InMemoryState state = _current.State;
        (IamEntityKey Key, IamEntity? After)[] real =
            [.. changes.Where(change => !Equals(state.Entities.GetValueOrDefault(change.Key), change.After))];
        if (real.Length == 0)
        {
            return state.Revision;
        }

        ChangeLogEntry? entry = commit is null ? null : EntryOf(commit, state, real);
        InMemoryState next = state.With(real, touches, entry);

        // WHY: told before it is visible, so no reader of the new state can meet a cache that has not heard of it.
        var change = new IamChange(next.Revision, [.. real.Select(one => one.Key)]);
        foreach (Action<IamChange> subscriber in _subscribers)
        {
            subscriber(change);
        }

        _current = new InMemorySnapshot(next);
        return next.Revision;
    }

    private ChangeLogEntry EntryOf(
        IamCommit commit, InMemoryState state, IEnumerable<(IamEntityKey Key, IamEntity? After)> changes) =>
        ChangeLogChain.Next(
            state.Heads.GetValueOrDefault(commit.AccountId),
            commit,
            state.Revision + 1,
            _clock.GetUtcNow(),
            changes.Select(change => (change.Key, state.Entities.GetValueOrDefault(change.Key), change.After)));

    private sealed class Subscription(InMemoryIamStore store, Action<IamChange> onChange) : IDisposable
    {
        public void Dispose()
        {
            lock (store._committing)
            {
                store._subscribers = store._subscribers.Remove(onChange);
            }
        }
    }
}
