using IamAuthorization.Policies.Reference;

namespace IamAuthorization.Policies.Tests.Differential;

/// <summary>Both evaluators on the same worlds.</summary>
internal sealed class Comparison
{
    private readonly ReferenceEvaluator _reference;
    private readonly EngineWorld _engine;

    private Comparison(ReferenceEvaluator reference, EngineWorld engine) => (_reference, _engine) = (reference, engine);

    /// <summary>
    /// Reads documents with both readers. Null: both refuse them. A <see cref="DifferenceException"/>: one does.
    /// </summary>
    public static Comparison? Of(ApplicableDocuments documents)
    {
        ReferenceEvaluator? reference = null;
        string? problem = null;
        try
        {
            reference = new ReferenceEvaluator(documents);
        }
        catch (MalformedException malformed)
        {
            problem = malformed.Message;
        }

        try
        {
            var engine = new EngineWorld(documents);
            return reference is not null
                ? new Comparison(reference, engine)
                : throw new DifferenceException($"The reader takes what the reference refuses: {problem}");
        }
        catch (PolicyFormatException refused) when (reference is not null)
        {
            throw new DifferenceException($"The reference takes what the reader refuses: {refused.Message}");
        }
        catch (PolicyFormatException)
        {
            return null;
        }
    }

    /// <summary>What differs in one world, in words; null when nothing does.</summary>
    public static string? DifferenceOf(Case world)
    {
        try
        {
            Comparison? comparison = Of(world.Documents);
            return comparison?.Difference(world.Question, comparison.Expected(world.Question));
        }
        catch (DifferenceException difference)
        {
            return difference.Message;
        }
    }

    public Answer Expected(Question question) => _reference.Decide(question);

    /// <summary>What differs from an answer, in words; null when nothing does.</summary>
    public string? Difference(Question question, Answer expected)
    {
        Caller caller = Caller.Of(question);
        AuthorizationRequest request = EngineWorld.RequestOf(question, caller);
        AuthorizationRequest typed = EngineWorld.TypedRequestOf(question, caller, request.Context);
        IamDecision indexed = IamEvaluator.Decide(request, _engine.Indexed);
        IamDecision unindexed = IamEvaluator.Decide(request, _engine.Unindexed);
        IamDecision again = IamEvaluator.Decide(typed, _engine.Indexed);
        Explanation explanation = IamEvaluator.Explain(request, _engine.Indexed);
        return Difference("Decision:", indexed, expected)
            ?? Difference("Decision without index:", unindexed, expected)
            ?? Difference("Decision on typed values:", again, expected)
            ?? Difference("Explained decision:", explanation.Decision, expected)
            ?? (Equals(indexed.Statement, explanation.Decision.Statement)
                ? null
                : $"Grounds: decided by {indexed.Statement}, explained by {explanation.Decision.Statement}.")
            ?? Difference("Listed", explanation.MatchedStatements.Select(NameOf), expected.Listed)
            ?? Difference(
                "Matching",
                explanation.Statements
                    .Where(statement => statement.Outcome == StatementOutcome.Matched)
                    .Select(statement => NameOf(statement.Reference)),
                expected.Matching);
    }

    private static string? Difference(string what, IamDecision decision, Answer expected)
    {
        string found = $"{decision.Outcome} by {decision.DecidedBy.ToDisplayName()}";
        string wanted = $"{expected.Outcome} by {expected.DecidedBy}";
        if (found != wanted)
        {
            return $"{what} {found}; the reference says {wanted}.";
        }

        bool isNamed = decision.Statement is { } statement
            ? expected.Deciding.Contains(NameOf(statement))
            : expected.Deciding.Count == 0;
        return isNamed
            ? null
            : $"{what} it names {decision.Statement}; "
                + $"the reference says one of {string.Join(", ", expected.Deciding)}.";
    }

    private static string? Difference(
        string what, IEnumerable<StatementName> found, IReadOnlyList<StatementName> wanted)
    {
        StatementName[] all = [.. found];
        return all.Length == wanted.Count && all.ToHashSet().SetEquals(wanted)
            ? null
            : $"{what} statements: {string.Join(", ", all)}; the reference says {string.Join(", ", wanted)}.";
    }

    private static StatementName NameOf(StatementReference statement) => new(statement.PolicyName, statement.Index);
}
