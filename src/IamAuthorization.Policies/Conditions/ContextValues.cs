using System.Numerics;

namespace IamAuthorization.Policies;

/// <summary>An immutable <see cref="RequestContext"/> of given keys and values.</summary>
public sealed class ContextValues : RequestContext
{
    private readonly Entry[] _entries;
    private readonly int[] _slots;

    /// <summary>Makes a context of the given keys.</summary>
    /// <param name="values">
    /// Keys and values. A key that comes twice, in whatever case, becomes <see cref="ContextValue.Conflict"/>.
    /// </param>
    public ContextValues(IEnumerable<KeyValuePair<ConditionKey, ContextValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var merged = new Dictionary<ConditionKey, ContextValue>();
        foreach ((ConditionKey key, ContextValue value) in values)
        {
            if (!merged.TryAdd(key, value))
            {
                merged[key] = ContextValue.Conflict;
            }
        }

        _entries = [.. merged.Select(entry => new Entry(entry.Key, entry.Value.For(entry.Key)))];
        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)(2 * _entries.Length) + 1)];
        for (int index = 0; index < _entries.Length; index++)
        {
            Put(index);
        }
    }

    /// <summary>The keys it holds.</summary>
    public IReadOnlyList<ConditionKey> Keys => Array.ConvertAll(_entries, entry => entry.Key);

    /// <inheritdoc/>
    public override ContextValue Get(ConditionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        int[] slots = _slots;
        int mask = slots.Length - 1;
        for (int slot = key.GetHashCode() & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            ref readonly Entry entry = ref _entries[slots[slot] - 1];
            if (entry.Key.Equals(key))
            {
                return entry.Value;
            }
        }

        return ContextValue.NotSupplied;
    }

    private void Put(int index)
    {
        int mask = _slots.Length - 1;
        int slot = _entries[index].Key.GetHashCode() & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = index + 1;
    }

    private readonly record struct Entry(ConditionKey Key, ContextValue Value);
}
