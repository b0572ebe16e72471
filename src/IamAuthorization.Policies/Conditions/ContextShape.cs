using System.Numerics;

namespace IamAuthorization.Policies;

/// <summary>
/// The keys of contexts that have the same keys in the same order, and where the value of each stands. Requests to one
/// endpoint have few shapes, so that a context itself keeps little more than its values.
/// </summary>
internal sealed class ContextShape
{
    // WHY: bounded, because callers choose the keys of their request tags; a shape that was forgotten is made again.
    private static readonly SharedTable<ContextShape> Known = new(1_024);

    private readonly ConditionKey[] _keys;
    private readonly int[] _slots;

    private ContextShape(ConditionKey[] keys)
    {
        _keys = keys;
        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)(4 * keys.Length) + 1)];
        for (int index = 0; index < keys.Length; index++)
        {
            Put(index);
        }
    }

    /// <summary>The keys.</summary>
    public ReadOnlySpan<ConditionKey> Keys => _keys;

    /// <summary>The shape of keys, none of which comes twice.</summary>
    public static ContextShape Of(ConditionKey[] keys)
    {
        ulong hash = 0;
        foreach (ConditionKey key in keys)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ (uint)key.GetHashCode()) * 0x9E37_79B9_7F4A_7C15;
        }

        if (Known.Find(hash) is { } known && known.IsOf(keys))
        {
            return known;
        }

        var shape = new ContextShape(keys);
        Known.Set(hash, shape);
        return shape;
    }

    /// <summary>The place of a key, or -1.</summary>
    public int IndexOf(ConditionKey key)
    {
        int[] slots = _slots;
        int mask = slots.Length - 1;
        for (int slot = key.GetHashCode() & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int index = slots[slot] - 1;
            if (_keys[index].Equals(key))
            {
                return index;
            }
        }

        return -1;
    }

    // WHY: the keys themselves. Others may have the same names, declared otherwise.
    private bool IsOf(ConditionKey[] keys)
    {
        bool isSame = keys.Length == _keys.Length;
        for (int index = 0; isSame && index < keys.Length; index++)
        {
            isSame = ReferenceEquals(keys[index], _keys[index]);
        }

        return isSame;
    }

    private void Put(int index)
    {
        int mask = _slots.Length - 1;
        int slot = _keys[index].GetHashCode() & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = index + 1;
    }
}
