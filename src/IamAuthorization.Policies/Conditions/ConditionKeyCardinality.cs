namespace IamAuthorization.Policies;

/// <summary>How many values a condition key may have in one request.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_multi-value-conditions.html">
/// Single-valued vs. multivalued context keys</see>
/// </remarks>
public enum ConditionKeyCardinality
{
    /// <summary>Nothing declares it: a value given as a list is multivalued, any other is single-valued.</summary>
    Undeclared = 0,

    /// <summary>At most one value.</summary>
    Single,

    /// <summary>Any number of values, also when a request happens to have one.</summary>
    Multiple,
}
