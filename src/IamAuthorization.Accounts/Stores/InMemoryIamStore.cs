using System.Collections.Immutable;

namespace IamAuthorization.Accounts;

/// <summary>A store in memory: its whole state is one immutable object that a commit replaces.</summary>
public sealed class InMemoryIamStore : IIamStore
{
    private readonly Lock _committing = new();
    private ImmutableArray<Action<IamChange>> _subscribers = [];
    private volatile InMemorySnapshot _current;

    /// <summary>Makes a store at revision 0.</summary>
    /// <param name="entities">What it holds from the start; <see langword="null"/> for nothing.</param>
    /// <exception cref="ArgumentException">Two entities have the same key.</exception>
    public InMemoryIamStore(IEnumerable<IamEntity>? entities = null) =>
        _current = new InMemorySnapshot(0, ByKey(entities ?? []));

    /// <inheritdoc/>
    public ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) => new(_current);

    /// <inheritdoc/>
    public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        lock (_committing)
        {
            if (commit.ExpectedRevision != _current.Revision)
            {
                throw new IamRevisionConflictException(commit.ExpectedRevision, _current.Revision);
            }

            ImmutableDictionary<IamEntityKey, IamEntity> entities = _current.Entities
                .RemoveRange(commit.Deletions)
                .SetItems(commit.Puts.Select(entity => KeyValuePair.Create(entity.Key, entity)));
            return new(Publish(entities));
        }
    }

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
        ImmutableDictionary<IamEntityKey, IamEntity> next = ByKey(entities);
        lock (_committing)
        {
            return Publish(next.AddRange(_current.Entities.Where(entry => entry.Value is SessionRevocation)));
        }
    }

    private static ImmutableDictionary<IamEntityKey, IamEntity> ByKey(IEnumerable<IamEntity> entities)
    {
        var byKey = ImmutableDictionary.CreateBuilder<IamEntityKey, IamEntity>();
        foreach (IamEntity entity in entities)
        {
            if (!byKey.TryAdd(entity.Key, entity))
            {
                throw new ArgumentException(
                    $"`{entity.Key}` is there twice: names are unique without regard to case.", nameof(entities));
            }
        }

        return byKey.ToImmutable();
    }

    private static ImmutableArray<IamEntityKey> Differences(
        ImmutableDictionary<IamEntityKey, IamEntity> before, ImmutableDictionary<IamEntityKey, IamEntity> after) =>
        [
            .. after
                .Where(entry => !entry.Value.Equals(before.GetValueOrDefault(entry.Key)))
                .Select(entry => entry.Key),
            .. before.Keys.Where(key => !after.ContainsKey(key)),
        ];

    private long Publish(ImmutableDictionary<IamEntityKey, IamEntity> entities)
    {
        ImmutableArray<IamEntityKey> changed = Differences(_current.Entities, entities);
        if (changed.IsEmpty)
        {
            return _current.Revision;
        }

        // WHY: told before it is visible, so no reader of the new state can meet a cache that has not heard of it.
        var change = new IamChange(_current.Revision + 1, changed);
        foreach (Action<IamChange> subscriber in _subscribers)
        {
            subscriber(change);
        }

        _current = new InMemorySnapshot(change.Revision, entities);
        return change.Revision;
    }

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
