using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>
/// One test of a Condition element: an operator, a condition key and the values it is compared with. All tests of a
/// statement must be true.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html">IAM JSON
/// policy elements: Condition</see>
/// </remarks>
public sealed class PolicyCondition : IEquatable<PolicyCondition>
{
    internal PolicyCondition(string operatorText, string key, ImmutableArray<PolicyConditionValue> values)
    {
        Operator = operatorText;
        Key = key;
        Values = values;
    }

    /// <summary>The operator as written, set prefix and IfExists included, for example <c>StringEquals</c>.</summary>
    public string Operator { get; }

    /// <summary>The condition key as written, for example <c>aws:PrincipalTag/team</c>.</summary>
    public string Key { get; }

    /// <summary>The values, any of which may match (none of which may, for a negated operator).</summary>
    public ImmutableArray<PolicyConditionValue> Values { get; }

    /// <inheritdoc/>
    public bool Equals(PolicyCondition? other) =>
        other is not null
        && string.Equals(Operator, other.Operator, StringComparison.Ordinal)
        && string.Equals(Key, other.Key, StringComparison.Ordinal)
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PolicyCondition);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Operator, Key, Values.Length);
}
