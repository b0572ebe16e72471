using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>What came of one statement.</summary>
public sealed class StatementExplanation
{
    internal StatementExplanation(
        PolicyType policyType,
        StatementReference reference,
        PolicyStatement statement,
        StatementOutcome outcome,
        ImmutableArray<ConditionExplanation> conditions)
    {
        PolicyType = policyType;
        Reference = reference;
        Statement = statement;
        Outcome = outcome;
        Conditions = conditions;
    }

    /// <summary>The type of policy the statement belongs to.</summary>
    public PolicyType PolicyType { get; }

    /// <summary>Which statement of which policy.</summary>
    public StatementReference Reference { get; }

    /// <summary>The statement as parsed, with its positions in the text.</summary>
    public PolicyStatement Statement { get; }

    /// <summary>Whether it applied, or why not.</summary>
    public StatementOutcome Outcome { get; }

    /// <summary>Its conditions; empty when an earlier element did not match, so that they were not asked.</summary>
    public ImmutableArray<ConditionExplanation> Conditions { get; }
}
