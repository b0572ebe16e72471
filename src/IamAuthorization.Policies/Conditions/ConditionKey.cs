using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.Policies;

/// <summary>
/// The name of one value of the request context, <c>prefix:name</c> or <c>prefix:name/subkey</c>. Names are equal when
/// they differ in case only (ordinal, no culture).
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS global
/// condition context keys</see>
/// </remarks>
public sealed class ConditionKey : IEquatable<ConditionKey>
{
    // WHY: keys are compared by reference first. Most tags come again and again; how many are kept is bounded, because
    // callers choose the keys of their request tags.
    private static readonly BoundedInterner<ConditionKey> Shared = new(capacity: 8_192);

    private readonly int _hash;

    internal ConditionKey(string name, ConditionKeyType type, ConditionKeyCardinality cardinality)
    {
        Name = name;
        Type = type;
        Cardinality = cardinality;
        _hash = string.GetHashCode(name, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The name as first written.</summary>
    public string Name { get; }

    /// <summary>The declared type; <see cref="ConditionKeyType.String"/> for a key outside the catalogue.</summary>
    public ConditionKeyType Type { get; }

    /// <summary>The declared cardinality.</summary>
    public ConditionKeyCardinality Cardinality { get; }

    /// <summary>
    /// The key of that name: the catalogue's own when it is a global, IAM or STS key, else one that nothing declares.
    /// </summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ConditionKey Of(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return ConditionKeyCatalogue.Find(name) ?? Shared.GetOrMake(name, static key => new ConditionKey(
            key,
            ConditionKeyType.String,
            ConditionKeyCatalogue.IsTag(key) ? ConditionKeyCardinality.Single : ConditionKeyCardinality.Undeclared));
    }

    /// <summary>A key of the host's own, with its declared type and cardinality.</summary>
    /// <param name="name">The name; not one of the reserved prefixes <c>aws:</c>, <c>sts:</c> and <c>iam:</c>.</param>
    /// <param name="type">The type of its values.</param>
    /// <param name="cardinality">How many values it may have.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">
    /// The name is not of the form <c>prefix:name</c>, or its prefix is reserved.
    /// </exception>
    public static ConditionKey Declare(
        string name,
        ConditionKeyType type = ConditionKeyType.String,
        ConditionKeyCardinality cardinality = ConditionKeyCardinality.Single)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!ConditionKeyCatalogue.IsWellFormed(name))
        {
            throw new ArgumentException(
                $"`{name}` is not a condition key: write `prefix:name`, without white space.", nameof(name));
        }

        return ConditionKeyCatalogue.IsReserved(name)
            ? throw new ArgumentException(
                $"`{name}` is reserved: keys under `aws:`, `sts:` and `iam:` are supplied by the library alone.",
                nameof(name))
            : new ConditionKey(name, type, cardinality);
    }

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] ConditionKey? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && _hash == other._hash
            && (Name.AsSpan().SequenceEqual(other.Name)
                || string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase)));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as ConditionKey);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
