namespace IamAuthorization.Policies;

/// <summary>Null asks whether a key is there and compares no value.</summary>
internal sealed class NullConditionMatcher : ConditionMatcher
{
    public override Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame) => Truth.False;
}
