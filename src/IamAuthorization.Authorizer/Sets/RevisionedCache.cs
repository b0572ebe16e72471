using IamAuthorization.Accounts;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Authorizer;

/// <summary>
/// What was read from the store, each with the revision it was read at and the keys it was made from. A change evicts
/// exactly the entries made from what it changed.
/// </summary>
/// <remarks>
/// INVARIANT: an entry that is here was made at its revision and nothing it was made from has changed up to
/// <see cref="_observed"/>. So it serves a snapshot that is neither older than the entry nor newer than what has been
/// observed. A snapshot ahead of the change notifications empties the cache: late news never means stale policies.
/// </remarks>
internal sealed class RevisionedCache : IDisposable
{
    private readonly Lock _changing = new();
    private readonly BoundedCache<IamEntityKey, Entry> _entries;
    private readonly IDisposable _subscription;
    private long _observed = -1;

    public RevisionedCache(IIamStore store, IOptions<IamAuthorizerOptions> options)
    {
        _entries = new BoundedCache<IamEntityKey, Entry>(options.Value.CachedPrincipalsMax);
        _subscription = store.Subscribe(Evict);
    }

    /// <summary>How many entries there are.</summary>
    public int Count => _entries.Count;

    public T? Find<T>(IIamSnapshot snapshot, IamEntityKey key)
        where T : class
    {
        long revision = snapshot.Revision;
        if (revision > Volatile.Read(ref _observed) && !TryCatchUp(revision))
        {
            return null;
        }

        return _entries.Find(key) is { } entry && entry.Revision <= revision ? entry.Value as T : null;
    }

    public void Keep(IIamSnapshot snapshot, IamEntityKey key, object value, IEnumerable<IamEntityKey> madeFrom)
    {
        // WHY not waited for: who evicts looks through the whole cache. What is not kept is read again the next time.
        if (!_changing.TryEnter())
        {
            return;
        }

        try
        {
            // WHY: something the entry was made from may have changed after the snapshot; its eviction is over.
            if (snapshot.Revision == _observed)
            {
                _entries.Keep(key, new Entry(value, snapshot.Revision, new KeyHashes(madeFrom)));
            }
        }
        finally
        {
            _changing.Exit();
        }
    }

    public void Dispose() => _subscription.Dispose();

    /// <returns>Whether nobody else was changing the cache; if somebody was, it must not be asked.</returns>
    private bool TryCatchUp(long revision)
    {
        if (!_changing.TryEnter())
        {
            return false;
        }

        try
        {
            if (revision > _observed)
            {
                _entries.Clear();
                Volatile.Write(ref _observed, revision);
            }

            return true;
        }
        finally
        {
            _changing.Exit();
        }
    }

    private void Evict(IamChange change)
    {
        lock (_changing)
        {
            if (change.Revision > _observed + 1)
            {
                _entries.Clear();
            }

            var changed = new KeyHashes(change.Keys);
            _entries.RemoveWhere(
                entry => entry.Revision < change.Revision && entry.MadeFrom.Overlaps(changed));
            Volatile.Write(ref _observed, Math.Max(_observed, change.Revision));
        }
    }

    private sealed record Entry(object Value, long Revision, KeyHashes MadeFrom);
}
