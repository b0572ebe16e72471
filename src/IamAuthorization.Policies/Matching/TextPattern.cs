using System.Diagnostics;

namespace IamAuthorization.Policies;

/// <summary>
/// A text with wildcards and variables, compiled into tokens. Matching takes at most time proportional to text ×
/// longest run ÷ 64, does not recurse and does not allocate (PL-48): the runs between two <c>*</c> are found from left
/// to right, the last one from the end.
/// </summary>
internal sealed class TextPattern
{
    // WHY: most runs are found, or found to be missing, in a few attempts, which cost less than preparing a search.
    private const int AttemptsMax = 8;

    private readonly PatternToken[] _tokens;
    private readonly Range[] _runs;
    private readonly StringComparison _comparison;
    private readonly Shape _shape;
    private readonly string _literal;

    /// <summary>Compiles tokens.</summary>
    /// <param name="tokens">The tokens of <see cref="PatternReader"/>.</param>
    /// <param name="comparison">Ordinal, or OrdinalIgnoreCase where there are no wildcards.</param>
    public TextPattern(IReadOnlyList<PatternToken> tokens, StringComparison comparison)
    {
        _tokens = [.. tokens];
        _comparison = comparison;
        _runs = RunsOf(_tokens);
        Debug.Assert(comparison == StringComparison.Ordinal || _runs.Length == 1, "A search does not ignore case.");
        HasVariables = Array.Exists(_tokens, token => token.Kind == PatternTokenKind.Variable);
        _shape = ShapeOf(_tokens);
        _literal = _shape is Shape.Exact or Shape.Prefix && _tokens.Length > 0 ? _tokens[0].Text ?? "" : "";
    }

    private enum Shape
    {
        General = 0,
        Never,
        Any,
        Exact,
        Prefix,
        Beginning,
        Variable,
    }

    /// <summary>Whether the pattern holds variables and so depends on the request.</summary>
    public bool HasVariables { get; }

    /// <summary>The keys of its variables.</summary>
    public IEnumerable<ConditionKey> VariableKeys =>
        _tokens.Where(token => token.Kind == PatternTokenKind.Variable).Select(token => token.Key!);

    /// <summary>Whether the whole text matches. A variable without value matches nothing (PL-65).</summary>
    public bool Matches(ReadOnlySpan<char> text, in EvaluationFrame frame) => _shape switch
    {
        Shape.Never => false,
        Shape.Any => true,
        Shape.Exact => text.Equals(_literal, _comparison),
        Shape.Prefix => StartsWith(text, _literal),
        Shape.Beginning => MatchForward(_tokens.AsSpan(0, _tokens.Length - 1), text, 0, in frame) >= 0,
        Shape.Variable => frame.TextOf(in _tokens[0]) is { } expected && text.Equals(expected, _comparison),
        _ => (!HasVariables || !NeedsSearch || HasAllValues(in frame)) && MatchesRuns(text, in frame),
    };

    /// <summary>
    /// Whether the whole text matches, for conditions: unknown when a variable stands for contradictory values (C-40).
    /// </summary>
    public Truth Compare(string text, in EvaluationFrame frame)
    {
        if (_shape == Shape.Variable)
        {
            string? expected = frame.TextOf(in _tokens[0], out bool isContradictory);
            return isContradictory ? Truth.Unknown : Of(expected is not null && IsSame(text, expected));
        }

        bool isMatch = Matches(text, in frame);
        return !isMatch && IsUndecidable(in frame) ? Truth.Unknown : Of(isMatch);
    }

    /// <summary>
    /// Whether a variable stands for contradictory values, so that nothing can be said about a match (C-40).
    /// </summary>
    public bool IsUndecidable(in EvaluationFrame frame)
    {
        if (!HasVariables)
        {
            return false;
        }

        foreach (PatternToken token in _tokens)
        {
            if (token.Kind == PatternTokenKind.Variable && frame.IsContradictory(token.Key!))
            {
                return true;
            }
        }

        return false;
    }

    // WHY: only a search asks for the same variable at many places, so that it pays to know first that it has a value.
    private bool NeedsSearch => _runs.Length > 2;

    private static Truth Of(bool isMatch) => isMatch ? Truth.True : Truth.False;

    private static Shape ShapeOf(PatternToken[] tokens)
    {
        if (Array.Exists(tokens, token => token.Kind == PatternTokenKind.Malformed))
        {
            return Shape.Never;
        }

        return tokens switch
        {
            [] => Shape.Exact,
            [{ Kind: PatternTokenKind.Literal }] => Shape.Exact,
            [{ Kind: PatternTokenKind.AnyRun }] => Shape.Any,
            [{ Kind: PatternTokenKind.Variable }] => Shape.Variable,
            [{ Kind: PatternTokenKind.Literal }, { Kind: PatternTokenKind.AnyRun }] => Shape.Prefix,
            [.., { Kind: PatternTokenKind.AnyRun }] when IsOnlyAnyRun(tokens, tokens.Length - 1) => Shape.Beginning,
            _ => Shape.General,
        };
    }

    private static bool IsOnlyAnyRun(PatternToken[] tokens, int index) =>
        Array.FindIndex(tokens, token => token.Kind == PatternTokenKind.AnyRun) == index;

    /// <summary>The ranges of tokens between the wildcards <c>*</c>; one more than there are of these.</summary>
    private static Range[] RunsOf(PatternToken[] tokens)
    {
        var runs = new List<Range>();
        int start = 0;
        for (int index = 0; index <= tokens.Length; index++)
        {
            if (index == tokens.Length || tokens[index].Kind == PatternTokenKind.AnyRun)
            {
                runs.Add(start..index);
                start = index + 1;
            }
        }

        return [.. runs];
    }

    private bool HasAllValues(in EvaluationFrame frame)
    {
        foreach (PatternToken token in _tokens)
        {
            if (token.Kind == PatternTokenKind.Variable && frame.TextOf(in token) is null)
            {
                return false;
            }
        }

        return true;
    }

    private bool MatchesRuns(ReadOnlySpan<char> text, in EvaluationFrame frame)
    {
        int position = MatchForward(_tokens.AsSpan(_runs[0]), text, 0, in frame);
        if (position < 0 || _runs.Length == 1)
        {
            return position == text.Length;
        }

        int end = MatchBackward(_tokens.AsSpan(_runs[^1]), text, in frame);
        if (end < position)
        {
            return false;
        }

        foreach (Range run in _runs.AsSpan(1, _runs.Length - 2))
        {
            position = Find(_tokens.AsSpan(run), text[..end], position, in frame);
            if (position < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The end of the leftmost match at or after the position, or -1.</summary>
    private int Find(ReadOnlySpan<PatternToken> run, ReadOnlySpan<char> text, int position, in EvaluationFrame frame)
    {
        // WHY: a run behind a wildcard begins with text, because `?` comes before `*` when the pattern is read.
        ReadOnlySpan<char> first = frame.TextOf(in run[0]);
        int start = position;
        for (int attempt = 0; attempt < AttemptsMax && start <= text.Length; attempt++, start++)
        {
            int distance = text[start..].IndexOf(first);
            if (distance < 0)
            {
                return -1;
            }

            start += distance;
            int end = MatchForward(run, text, start, in frame);
            if (end >= 0)
            {
                return end;
            }
        }

        return RunSearch.Find(run, text, start, in frame);
    }

    /// <summary>The end of a match that begins at the position, or -1.</summary>
    private int MatchForward(
        ReadOnlySpan<PatternToken> run, ReadOnlySpan<char> text, int position, in EvaluationFrame frame)
    {
        foreach (ref readonly PatternToken token in run)
        {
            ReadOnlySpan<char> rest = text[position..];
            if (token.Kind == PatternTokenKind.AnyOne)
            {
                if (rest.IsEmpty)
                {
                    return -1;
                }

                position += rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1]) ? 2 : 1;
                continue;
            }

            string? expected = frame.TextOf(in token);
            if (expected is null || !StartsWith(rest, expected))
            {
                return -1;
            }

            position += expected.Length;
        }

        return position;
    }

    /// <summary>The start of a match that ends with the text, or -1.</summary>
    private int MatchBackward(ReadOnlySpan<PatternToken> run, ReadOnlySpan<char> text, in EvaluationFrame frame)
    {
        for (int index = run.Length - 1; index >= 0; index--)
        {
            ref readonly PatternToken token = ref run[index];
            if (token.Kind == PatternTokenKind.AnyOne)
            {
                if (text.IsEmpty)
                {
                    return -1;
                }

                text = text[..^(text.Length > 1 && char.IsSurrogatePair(text[^2], text[^1]) ? 2 : 1)];
                continue;
            }

            string? expected = frame.TextOf(in token);
            if (expected is null || !text.EndsWith(expected, _comparison))
            {
                return -1;
            }

            text = text[..^expected.Length];
        }

        return text.Length;
    }

    private bool IsSame(string text, string expected) => _comparison == StringComparison.Ordinal
        ? TextBlock.AreSame(text, expected)
        : string.Equals(text, expected, _comparison);

    private bool StartsWith(ReadOnlySpan<char> text, string expected) => _comparison == StringComparison.Ordinal
        ? TextBlock.StartsWith(text, expected)
        : text.StartsWith(expected, StringComparison.OrdinalIgnoreCase);
}
