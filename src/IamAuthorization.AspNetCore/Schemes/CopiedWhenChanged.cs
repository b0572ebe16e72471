using System.Collections;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Entries that many requests share and hardly any changes: whoever changes them first gets a copy of its own. Not for
/// concurrent use but for those who share.
/// </summary>
internal sealed class CopiedWhenChanged<TValue>(Dictionary<string, TValue> shared) : IDictionary<string, TValue>
{
    private Dictionary<string, TValue> _entries = shared;
    private bool _isOwn;

    public ICollection<string> Keys => _entries.Keys;

    public ICollection<TValue> Values => _entries.Values;

    public int Count => _entries.Count;

    public bool IsReadOnly => false;

    private IDictionary<string, TValue> Own
    {
        get
        {
            if (!_isOwn)
            {
                (_entries, _isOwn) = (new Dictionary<string, TValue>(_entries, _entries.Comparer), true);
            }

            return _entries;
        }
    }

    public TValue this[string key]
    {
        get => _entries[key];
        set => Own[key] = value;
    }

    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    public bool TryGetValue(string key, out TValue value) => _entries.TryGetValue(key, out value!);

    public bool Contains(KeyValuePair<string, TValue> item) => Enumerable.Contains(_entries, item);

    public void CopyTo(KeyValuePair<string, TValue>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, TValue>>)_entries).CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<string, TValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Add(string key, TValue value) => Own.Add(key, value);

    public void Add(KeyValuePair<string, TValue> item) => Own.Add(item);

    public bool Remove(string key) => Own.Remove(key);

    public bool Remove(KeyValuePair<string, TValue> item) => Own.Remove(item);

    public void Clear() => Own.Clear();
}
