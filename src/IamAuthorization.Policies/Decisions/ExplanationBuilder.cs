using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>Walks all statements once more and writes down what each matcher answers.</summary>
internal static class ExplanationBuilder
{
    public static Explanation Build(
        in IamDecision decision, in EvaluationFrame frame, in ApplicablePolicies policies, PolicyType resourceType)
    {
        var statements = ImmutableArray.CreateBuilder<StatementExplanation>();
        var missing = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((PolicyType type, PolicySet set) in SetsOf(policies, resourceType))
        {
            foreach (CompiledStatement statement in set.Policies.SelectMany(policy => policy.Statements))
            {
                statements.Add(Explain(type, statement, in frame));
                AddMissingKeys(statement, in frame, missing);
            }
        }

        ImmutableArray<StatementExplanation> all = statements.ToImmutable();
        return new Explanation(
            in decision,
            all,
            MatchedOf(decision.Outcome, all),
            [.. missing],
            Allows(policies.ServiceControlLevels, in frame),
            policies.PermissionsBoundary is { } boundary ? Allows(boundary, in frame) : null);
    }

    private static bool? Allows(ImmutableArray<PolicySet> levels, in EvaluationFrame frame)
    {
        bool? allows = null;
        foreach (PolicySet level in levels.AsSpan())
        {
            allows = Allows(level, in frame) && allows != false;
        }

        return allows;
    }

    private static bool Allows(PolicySet set, in EvaluationFrame frame) =>
        set.Judge(in frame).IsAllow;

    private static IEnumerable<(PolicyType Type, PolicySet Set)> SetsOf(
        ApplicablePolicies policies, PolicyType resourceType)
    {
        (PolicyType Type, PolicySet? Set)[] sets =
        [
            .. Levels(policies.ServiceControlLevels, PolicyType.ServiceControl),
            .. Levels(policies.ResourceControlLevels, PolicyType.ResourceControl),
            (resourceType, policies.Resource),
            (PolicyType.IdentityBased, policies.Identity),
            (PolicyType.PermissionsBoundary, policies.PermissionsBoundary),
            (PolicyType.Session, policies.Session),
        ];
        return sets.Where(entry => entry.Set is not null).Select(entry => (entry.Type, entry.Set!));
    }

    private static IEnumerable<(PolicyType Type, PolicySet? Set)> Levels(
        ImmutableArray<PolicySet> levels, PolicyType type) =>
        levels.IsDefault ? [] : levels.Select(level => (type, (PolicySet?)level));

    private static StatementExplanation Explain(
        PolicyType type, CompiledStatement statement, in EvaluationFrame frame)
    {
        StatementOutcome outcome = OutcomeOf(type, statement, in frame);
        bool wereConditionsAsked = outcome is StatementOutcome.Matched or StatementOutcome.ConditionFails;
        return new StatementExplanation(
            type,
            statement.Reference,
            statement.Source,
            outcome,
            wereConditionsAsked ? Explain(statement, in frame) : []);
    }

    private static StatementOutcome OutcomeOf(
        PolicyType type, CompiledStatement statement, in EvaluationFrame frame)
    {
        if (!statement.MatchesAction(frame.Action))
        {
            return StatementOutcome.ActionDiffers;
        }

        if (!statement.MatchesResource(in frame))
        {
            return StatementOutcome.ResourceDiffers;
        }

        bool asksPrincipal = type is PolicyType.ResourceBased or PolicyType.RoleTrust;
        if (asksPrincipal && statement.LevelOf(in frame) == PrincipalMatchLevel.None)
        {
            return StatementOutcome.PrincipalDiffers;
        }

        return statement.MatchesConditions(in frame) ? StatementOutcome.Matched : StatementOutcome.ConditionFails;
    }

    private static ImmutableArray<ConditionExplanation> Explain(CompiledStatement statement, in EvaluationFrame frame)
    {
        var conditions = ImmutableArray.CreateBuilder<ConditionExplanation>(statement.Conditions.Length);
        foreach (CompiledCondition condition in statement.Conditions)
        {
            ContextValue value = frame.ValueOf(condition.Key);
            Truth truth = condition.Evaluate(in frame);
            conditions.Add(new ConditionExplanation(
                condition.Source,
                value.IsAbsent ? null : value.ToString(),
                statement.Holds(truth),
                truth == Truth.Unknown));
        }

        return conditions.ToImmutable();
    }

    private static void AddMissingKeys(
        CompiledStatement statement, in EvaluationFrame frame, SortedSet<string> missing)
    {
        foreach (ConditionKey key in statement.Keys)
        {
            if (frame.ValueOf(key).IsAbsent)
            {
                missing.Add(key.Name);
            }
        }
    }

    private static ImmutableArray<StatementReference> MatchedOf(
        DecisionOutcome outcome, ImmutableArray<StatementExplanation> statements)
    {
        if (outcome == DecisionOutcome.ImplicitDeny)
        {
            return [];
        }

        PolicyEffect effect = outcome == DecisionOutcome.Allow ? PolicyEffect.Allow : PolicyEffect.Deny;
        return
        [
            .. statements
                .Where(statement => statement.Outcome == StatementOutcome.Matched
                    && statement.Reference.Effect == effect
                    && statement.PolicyType != PolicyType.ServiceControl)
                .Select(statement => statement.Reference),
        ];
    }
}
