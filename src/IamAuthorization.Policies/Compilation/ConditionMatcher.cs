namespace IamAuthorization.Policies;

/// <summary>The policy values of one condition test, read once, and the positive comparison with them.</summary>
internal abstract class ConditionMatcher
{
    /// <summary>The keys of variables among the policy values.</summary>
    public virtual IEnumerable<ConditionKey> VariableKeys => [];

    /// <summary>
    /// Whether a request value matches any of the policy values, before negation. A policy value with a null variable
    /// is no match; an unreadable value on either side is unknown.
    /// </summary>
    public abstract Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame);

    /// <summary>Reads the policy values for an operator.</summary>
    public static ConditionMatcher Of(ConditionOperator conditionOperator, string[] values, bool hasVariables) =>
        conditionOperator.Base switch
        {
            ConditionBase.StringEquals =>
                new TextConditionMatcher(values, hasVariables, hasWildcards: false, StringComparison.Ordinal),
            ConditionBase.StringEqualsIgnoreCase =>
                new TextConditionMatcher(values, hasVariables, hasWildcards: false, StringComparison.OrdinalIgnoreCase),
            ConditionBase.StringLike =>
                new TextConditionMatcher(values, hasVariables, hasWildcards: true, StringComparison.Ordinal),
            ConditionBase.Bool => new BooleanConditionMatcher(values),
            ConditionBase.BinaryEquals => new BinaryConditionMatcher(values),
            ConditionBase.IpAddress => new AddressConditionMatcher(values),
            ConditionBase.ArnLike => new ArnConditionMatcher(values, hasVariables),
            ConditionBase.Null => new NullConditionMatcher(),
            _ => new NumberConditionMatcher(conditionOperator.Base, values),
        };
}
