namespace IamAuthorization.Policies;

/// <summary>StringEquals, StringEqualsIgnoreCase and StringLike (conditions §3.1).</summary>
internal sealed class TextConditionMatcher : ConditionMatcher
{
    private readonly StringComparison _comparison;
    private readonly string[] _literals;
    private readonly TextPattern[] _patterns;

    public TextConditionMatcher(string[] values, bool hasVariables, bool hasWildcards, StringComparison comparison)
    {
        _comparison = comparison;
        var literals = new List<string>(values.Length);
        var patterns = new List<TextPattern>();
        foreach (string value in values)
        {
            List<PatternToken> tokens = PatternReader.Read(value, hasVariables, hasWildcards, out _);
            if (tokens is [{ Kind: PatternTokenKind.Literal }] or [])
            {
                literals.Add(tokens is [var literal] ? literal.Text! : string.Empty);
            }
            else
            {
                patterns.Add(new TextPattern(tokens, comparison));
            }
        }

        _literals = [.. literals];
        _patterns = [.. patterns];
    }

    public override IEnumerable<ConditionKey> VariableKeys => _patterns.SelectMany(pattern => pattern.VariableKeys);

    public override Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame) =>
        MatchesAny(value.Text(index), in frame);

    /// <summary>The same for one text.</summary>
    public Truth MatchesAny(string text, in EvaluationFrame frame)
    {
        foreach (string literal in _literals)
        {
            bool isSame = _comparison == StringComparison.Ordinal
                ? TextBlock.AreSame(text, literal)
                : string.Equals(text, literal, StringComparison.OrdinalIgnoreCase);
            if (isSame)
            {
                return Truth.True;
            }
        }

        return _patterns.Length == 0 ? Truth.False : MatchesPattern(text, in frame);
    }

    private Truth MatchesPattern(string text, in EvaluationFrame frame)
    {
        Truth result = Truth.False;
        foreach (TextPattern pattern in _patterns)
        {
            Truth match = pattern.Compare(text, in frame);
            if (match == Truth.True)
            {
                return match;
            }

            result = match > result ? match : result;
        }

        return result;
    }
}
