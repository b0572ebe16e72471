using System.Collections.Frozen;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>Tags by key without regard to case. C-40: keys that differ in case only are a conflict.</summary>
internal sealed class TagLookup
{
    private readonly FrozenDictionary<string, ContextValue> _values;

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

        _values = values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    private TagLookup(FrozenDictionary<string, ContextValue> values) => _values = values;

    public static TagLookup Empty { get; } = new([]);

    /// <summary>These tags with others in the place of those with the same key.</summary>
    public TagLookup OverlaidBy(IEnumerable<KeyValuePair<string, string>> tags)
    {
        var values = new Dictionary<string, ContextValue>(_values, StringComparer.OrdinalIgnoreCase);
        foreach ((string key, string value) in tags)
        {
            values[key] = ContextValue.Of(value);
        }

        return new TagLookup(values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The value, or <see cref="ContextValue.NotSupplied"/>.</summary>
    public ContextValue Find(ReadOnlySpan<char> key) =>
        _values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out ContextValue value)
            ? value
            : ContextValue.NotSupplied;
}
