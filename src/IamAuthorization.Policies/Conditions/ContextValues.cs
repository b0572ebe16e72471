namespace IamAuthorization.Policies;

/// <summary>An immutable <see cref="RequestContext"/> of given keys and values.</summary>
public sealed class ContextValues : RequestContext
{
    private readonly ContextShape _shape;
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

        _shape = ContextShape.Of([.. merged.Keys]);
        _values = [.. merged.Select(entry => entry.Value.For(entry.Key))];
    }

    /// <summary>The keys it holds.</summary>
    public IReadOnlyList<ConditionKey> Keys => _shape.Keys.ToArray();

    /// <inheritdoc/>
    public override ContextValue Get(ConditionKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        int index = _shape.IndexOf(key);
        return index < 0 ? ContextValue.NotSupplied : _values[index];
    }
}
