namespace IamAuthorization.Policies;

/// <summary>Bool (conditions §3.4). Anything but true and false, on either side, is no match.</summary>
internal sealed class BooleanConditionMatcher(string[] values) : ConditionMatcher
{
    private readonly bool _matchesTrue = Array.Exists(values, value => BooleanText.Parse(value) == true);
    private readonly bool _matchesFalse = Array.Exists(values, value => BooleanText.Parse(value) == false);

    public override Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame)
    {
        bool isMatch = value.Boolean(index) is { } actual && (actual ? _matchesTrue : _matchesFalse);
        return isMatch ? Truth.True : Truth.False;
    }
}
