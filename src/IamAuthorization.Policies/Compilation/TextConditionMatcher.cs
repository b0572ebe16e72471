namespace IamAuthorization.Policies;

/// <summary>StringEquals, StringEqualsIgnoreCase and StringLike (conditions §3.1).</summary>
internal sealed class TextConditionMatcher : ConditionMatcher
{
    private readonly TextPattern[] _patterns;

    public TextConditionMatcher(string[] values, bool hasVariables, bool hasWildcards, StringComparison comparison) =>
        _patterns = Array.ConvertAll(
            values,
            value => new TextPattern(PatternReader.Read(value, hasVariables, hasWildcards, out _), comparison));

    public override IEnumerable<ConditionKey> VariableKeys => _patterns.SelectMany(pattern => pattern.VariableKeys);

    public override Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame)
    {
        string text = value.Text(index);
        Truth result = Truth.False;
        foreach (TextPattern pattern in _patterns)
        {
            if (pattern.Matches(text, in frame))
            {
                return Truth.True;
            }

            result = pattern.IsUndecidable(in frame) ? Truth.Unknown : result;
        }

        return result;
    }
}
