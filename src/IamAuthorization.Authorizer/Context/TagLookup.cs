using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>Tags by key without regard to case. C-40: keys that differ in case only are a conflict.</summary>
internal sealed class TagLookup
{
    /// <summary>WHY no dictionary: tags are few, 50 at most, and every principal in memory has some.</summary>
    private readonly KeyValuePair<string, ContextValue>[] _values;

    public TagLookup(IEnumerable<KeyValuePair<string, string>> tags)
    {
        var values = new Dictionary<string, ContextValue>(StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in tags)
        {
            if (!values.TryAdd(key, ContextValue.Of(value)))
            {
                values[key] = ContextValue.Conflict;
            }
        }

        _values = [.. values];
    }

    private TagLookup(Dictionary<string, ContextValue> values) => _values = [.. values];

    public static TagLookup Empty { get; } = new(new Dictionary<string, ContextValue>(StringComparer.Ordinal));

    /// <summary>These tags with others in the place of those with the same key.</summary>
    public TagLookup OverlaidBy(IEnumerable<KeyValuePair<string, string>> tags)
    {
        var values = new Dictionary<string, ContextValue>(_values, StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in tags)
        {
            values[key] = ContextValue.Of(value);
        }

        return new TagLookup(values);
    }

    /// <summary>The value, or <see cref="ContextValue.NotSupplied"/>.</summary>
    public ContextValue Find(ReadOnlySpan<char> key)
    {
        foreach ((string name, ContextValue value) in _values)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return ContextValue.NotSupplied;
    }
}
