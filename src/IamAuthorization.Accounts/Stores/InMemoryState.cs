using System.Collections.Immutable;

namespace IamAuthorization.Accounts;

/// <summary>All that <see cref="InMemoryIamStore"/> holds at one revision. Immutable.</summary>
internal sealed class InMemoryState
{
    public static InMemoryState Empty { get; } = new();

    public long Revision { get; private init; }

    public ImmutableDictionary<IamEntityKey, IamEntity> Entities { get; private init; } =
        ImmutableDictionary<IamEntityKey, IamEntity>.Empty;

    public ImmutableDictionary<string, IamEntityKey> UniqueIds { get; private init; } =
        ImmutableDictionary.Create<string, IamEntityKey>(StringComparer.Ordinal);

    public ImmutableDictionary<IamEntityKey, ImmutableHashSet<(IamReferenceKind Kind, IamEntityKey Referrer)>>
        Referrers
    { get; private init; } =
        ImmutableDictionary<IamEntityKey, ImmutableHashSet<(IamReferenceKind Kind, IamEntityKey Referrer)>>.Empty;

    /// <summary>The revision that changed or touched a key last, of deleted ones too.</summary>
    public ImmutableDictionary<IamEntityKey, long> ChangedAt { get; private init; } =
        ImmutableDictionary<IamEntityKey, long>.Empty;

    /// <summary>All entries of the change log, by revision.</summary>
    public ImmutableList<ChangeLogEntry> Log { get; private init; } = [];

    /// <summary>The newest entry of each account.</summary>
    public ImmutableDictionary<string, ChangeLogEntry> Heads { get; private init; } =
        ImmutableDictionary.Create<string, ChangeLogEntry>(StringComparer.Ordinal);

    /// <summary>The state at revision 0 that holds these entities.</summary>
    public static InMemoryState Of(IEnumerable<IamEntity> entities)
    {
        var byKey = ImmutableDictionary.CreateBuilder<IamEntityKey, IamEntity>();
        var uniqueIds = Empty.UniqueIds.ToBuilder();
        var referrers = Empty.Referrers.ToBuilder();
        foreach (IamEntity entity in entities)
        {
            byKey.Add(entity.Key, entity);
            Learn(entity, uniqueIds, referrers);
        }

        return new InMemoryState
        {
            Entities = byKey.ToImmutable(),
            UniqueIds = uniqueIds.ToImmutable(),
            Referrers = referrers.ToImmutable(),
        };
    }

    /// <summary>The next state.</summary>
    /// <param name="changes">What becomes of each key; null when it is deleted.</param>
    /// <param name="touches">Keys that only count as changed.</param>
    /// <param name="entry">What the log says of it, if anything.</param>
    public InMemoryState With(
        IReadOnlyCollection<(IamEntityKey Key, IamEntity? After)> changes,
        IEnumerable<IamEntityKey> touches,
        ChangeLogEntry? entry)
    {
        long revision = Revision + 1;
        var entities = Entities.ToBuilder();
        var uniqueIds = UniqueIds.ToBuilder();
        var referrers = Referrers.ToBuilder();

        // WHY all forgotten first: a unique id may go from one entity to another, and a key may change its case.
        foreach (IamEntityKey key in changes.Select(change => change.Key))
        {
            if (entities.TryGetValue(key, out IamEntity? before))
            {
                Forget(before, uniqueIds, referrers);
                entities.Remove(key);
            }
        }

        foreach (IamEntity after in changes.Select(change => change.After).OfType<IamEntity>())
        {
            entities.Add(after.Key, after);
            Learn(after, uniqueIds, referrers);
        }

        return new InMemoryState
        {
            Revision = revision,
            Entities = entities.ToImmutable(),
            UniqueIds = uniqueIds.ToImmutable(),
            Referrers = referrers.ToImmutable(),
            ChangedAt = ChangedAt.SetItems(
                changes.Select(change => change.Key).Concat(touches)
                    .Select(key => KeyValuePair.Create(key, revision))),
            Log = entry is null ? Log : Log.Add(entry),
            Heads = entry is null ? Heads : Heads.SetItem(entry.AccountId, entry),
        };
    }

    private static void Learn(
        IamEntity entity,
        ImmutableDictionary<string, IamEntityKey>.Builder uniqueIds,
        ImmutableDictionary<IamEntityKey, ImmutableHashSet<(IamReferenceKind, IamEntityKey)>>.Builder referrers)
    {
        if (IamEntityIds.UniqueIdOf(entity) is { } id)
        {
            uniqueIds[id] = entity.Key;
        }

        foreach (IamReference reference in IamReference.Of(entity))
        {
            referrers[reference.Target] =
                referrers.GetValueOrDefault(reference.Target, []).Add((reference.Kind, entity.Key));
        }
    }

    private static void Forget(
        IamEntity entity,
        ImmutableDictionary<string, IamEntityKey>.Builder uniqueIds,
        ImmutableDictionary<IamEntityKey, ImmutableHashSet<(IamReferenceKind, IamEntityKey)>>.Builder referrers)
    {
        if (IamEntityIds.UniqueIdOf(entity) is { } id)
        {
            uniqueIds.Remove(id);
        }

        foreach (IamReference reference in IamReference.Of(entity))
        {
            ImmutableHashSet<(IamReferenceKind, IamEntityKey)> rest =
                referrers.GetValueOrDefault(reference.Target, []).Remove((reference.Kind, entity.Key));
            if (rest.IsEmpty)
            {
                referrers.Remove(reference.Target);
            }
            else
            {
                referrers[reference.Target] = rest;
            }
        }
    }
}
