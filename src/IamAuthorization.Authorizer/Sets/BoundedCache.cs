using System.Collections.Concurrent;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Keeps so many values and no more. Reading takes no lock and allocates nothing; when it is full, what nobody asked
/// for since it was full last makes room.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int countMax)
    where TKey : notnull
    where TValue : class
{
    /// <summary>Which part leaves at once, so that a full cache is not looked through for every value.</summary>
    private const int PartThatLeaves = 20;

    private readonly Lock _keeping = new();
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    public int Count => _entries.Count;

    public TValue? Find(TKey key)
    {
        if (!_entries.TryGetValue(key, out Entry? entry))
        {
            return null;
        }

        // WHY asked first: a write to memory that all processors read costs each of them a miss.
        if (!entry.IsUsed)
        {
            entry.IsUsed = true;
        }

        return entry.Value;
    }

    public void Keep(TKey key, TValue value)
    {
        lock (_keeping)
        {
            if (_entries.Count >= countMax && !_entries.ContainsKey(key))
            {
                MakeRoom();
            }

            _entries[key] = new Entry(value);
        }
    }

    public void Remove(TKey key) => _entries.TryRemove(key, out _);

    public void RemoveWhere(Func<TValue, bool> condition)
    {
        foreach ((TKey key, Entry entry) in _entries)
        {
            if (condition(entry.Value))
            {
                _entries.TryRemove(key, out _);
            }
        }
    }

    public void Clear() => _entries.Clear();

    private void MakeRoom()
    {
        int leaving = Math.Max(1, countMax / PartThatLeaves);
        while (leaving > 0 && !_entries.IsEmpty)
        {
            foreach ((TKey key, Entry entry) in _entries)
            {
                leaving -= !entry.IsUsed && leaving > 0 && _entries.TryRemove(key, out _) ? 1 : 0;
                entry.IsUsed = false;
            }
        }
    }

    private sealed class Entry(TValue value)
    {
        public TValue Value { get; } = value;

        public bool IsUsed { get; set; }
    }
}
