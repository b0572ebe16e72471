namespace IamAuthorization.Policies;

/// <summary>What came of one condition test.</summary>
public sealed class ConditionExplanation
{
    internal ConditionExplanation(PolicyCondition condition, string? requestValues, bool isMet, bool isUnreadable)
    {
        Condition = condition;
        RequestValues = requestValues;
        IsMet = isMet;
        IsUnreadable = isUnreadable;
    }

    /// <summary>The test as written: operator, key and policy values.</summary>
    public PolicyCondition Condition { get; }

    /// <summary>
    /// The values of the request as text, joined by commas; <see langword="null"/> when the key is absent.
    /// </summary>
    public string? RequestValues { get; }

    /// <summary>Whether the test let the statement apply.</summary>
    public bool IsMet { get; }

    /// <summary>
    /// Whether a value could not be read as what the operator compares, or its cardinality did not fit. Such a test
    /// counts as met in a Deny and as not met in an Allow.
    /// </summary>
    public bool IsUnreadable { get; }
}
