namespace IamAuthorization.Policies;

/// <summary>An immutable <see cref="RequestContext"/> of given keys and values.</summary>
public sealed class ContextValues : RequestContext
{
    private readonly int[] _hashes;
    private readonly ConditionKey[] _keys;
    private readonly ContextValue[] _values;

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

        _keys = [.. merged.Keys];
        _values = [.. merged.Select(entry => entry.Value.For(entry.Key))];
        _hashes = Array.ConvertAll(_keys, static key => key.GetHashCode());
    }

    /// <summary>The keys it holds.</summary>
    public IReadOnlyList<ConditionKey> Keys => _keys;

    /// <inheritdoc/>
    public override ContextValue Get(ConditionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        int hash = key.GetHashCode();
        int start = 0;
        while (true)
        {
            int found = _hashes.AsSpan(start).IndexOf(hash);
            if (found < 0)
            {
                return ContextValue.NotSupplied;
            }

            int index = start + found;
            if (_keys[index].Equals(key))
            {
                return _values[index];
            }

            start = index + 1;
        }
    }
}
