namespace IamAuthorization.Policies;

/// <summary>ArnEquals and ArnLike, which are the same (conditions §3.7).</summary>
internal sealed class ArnConditionMatcher : ConditionMatcher
{
    private readonly ArnPattern[] _patterns;
    private readonly PatternToken[] _wholes;
    private readonly bool _hasUnreadable;

    public ArnConditionMatcher(string[] values, bool hasVariables)
    {
        var patterns = new List<ArnPattern>(values.Length);
        var wholes = new List<PatternToken>();
        foreach (string value in values)
        {
            List<PatternToken> tokens = PatternReader.Read(value, hasVariables, hasWildcards: true, out _);
            ArnPattern pattern = ArnPattern.OfConditionValue(value, hasVariables);
            if (tokens is [{ Kind: PatternTokenKind.Variable } whole])
            {
                wholes.Add(whole);
            }
            else if (pattern.IsArn)
            {
                patterns.Add(pattern);
            }
            else
            {
                _hasUnreadable |= !tokens.Exists(token => token.Kind == PatternTokenKind.Malformed);
            }
        }

        _patterns = [.. patterns];
        _wholes = [.. wholes];
    }

    public override IEnumerable<ConditionKey> VariableKeys =>
        _patterns.SelectMany(pattern => pattern.VariableKeys).Concat(_wholes.Select(token => token.Key!));

    public override Truth MatchesAny(in ContextValue value, int index, in EvaluationFrame frame)
    {
        string text = value.Text(index);
        if (!ArnParts.TrySplit(text, out ArnParts arn))
        {
            return Truth.Unknown;
        }

        Truth result = _hasUnreadable ? Truth.Unknown : Truth.False;
        foreach (ArnPattern pattern in _patterns)
        {
            if (pattern.Matches(in arn, in frame))
            {
                return Truth.True;
            }

            result = pattern.IsUndecidable(in frame) ? Truth.Unknown : result;
        }

        foreach (ref readonly PatternToken whole in _wholes.AsSpan())
        {
            Truth match = MatchesWhole(in whole, text, in frame);
            result = match > result ? match : result;
        }

        return result;
    }

    /// <summary>A value that is one variable and nothing else stands for a whole ARN.</summary>
    private static Truth MatchesWhole(in PatternToken whole, string text, in EvaluationFrame frame)
    {
        string? expected = frame.TextOf(in whole);
        if (expected is null)
        {
            return frame.IsContradictory(whole.Key!) ? Truth.Unknown : Truth.False;
        }

        if (!ArnParts.TrySplit(expected, out _))
        {
            return Truth.Unknown;
        }

        return string.Equals(expected, text, StringComparison.Ordinal) ? Truth.True : Truth.False;
    }
}
