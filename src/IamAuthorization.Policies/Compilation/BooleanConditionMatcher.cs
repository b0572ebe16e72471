namespace IamAuthorization.Policies;

/// <summary>Bool (conditions §3.4). Anything but true and false, on either side, is no match.</summary>
internal sealed class BooleanConditionMatcher(string[] values) : ConditionMatcher
{
    private readonly bool?[] _values = Array.ConvertAll(values, value => BooleanText.Parse(value));

    public override Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame) =>
        value.Boolean(index) is { } actual && Array.IndexOf(_values, actual) >= 0 ? Truth.True : Truth.False;
}
