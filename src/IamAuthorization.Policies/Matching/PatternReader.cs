using System.Text;

namespace IamAuthorization.Policies;

/// <summary>
/// Takes policy text apart into tokens, before any value is known: what a variable yields can never become a wildcard
/// or another variable (PL-63, PL-64).
/// </summary>
internal static class PatternReader
{
    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The policy text.</param>
    /// <param name="hasVariables">PL-13: whether <c>${…}</c> is a variable, which is so under 2012-10-17.</param>
    /// <param name="hasWildcards">Whether <c>*</c> and <c>?</c> are wildcards.</param>
    /// <param name="problem">What is wrong with the first variable that is written wrong.</param>
    /// <returns>The tokens; no two wildcards <c>*</c> and no two literals stand side by side.</returns>
    public static List<PatternToken> Read(
        string text, bool hasVariables, bool hasWildcards, out VariableProblem problem)
    {
        problem = VariableProblem.None;
        var tokens = new List<PatternToken>();
        var literal = new StringBuilder();
        int index = 0;
        while (index < text.Length)
        {
            char character = text[index];
            if (hasWildcards && character is '*' or '?')
            {
                Flush(literal, tokens);
                AddWildcard(tokens, character);
                index++;
            }
            else if (hasVariables && character == '$' && index + 1 < text.Length && text[index + 1] == '{')
            {
                index = ReadVariable(text, index, literal, tokens, ref problem);
            }
            else
            {
                literal.Append(character);
                index++;
            }
        }

        Flush(literal, tokens);
        return tokens;
    }

    /// <summary>
    /// Adds a wildcard so that neighbouring ones read <c>??…*</c>: the same texts match, and less is searched.
    /// </summary>
    private static void AddWildcard(List<PatternToken> tokens, char character)
    {
        bool endsInRun = tokens.Count > 0 && tokens[^1].Kind == PatternTokenKind.AnyRun;
        if (character == '?')
        {
            tokens.Insert(endsInRun ? tokens.Count - 1 : tokens.Count, new PatternToken(PatternTokenKind.AnyOne));
        }
        else if (!endsInRun)
        {
            tokens.Add(new PatternToken(PatternTokenKind.AnyRun));
        }
    }

    /// <summary>Reads <c>${key}</c> or <c>${key, 'default'}</c> at the index and returns the index behind it.</summary>
    private static int ReadVariable(
        string text, int start, StringBuilder literal, List<PatternToken> tokens, ref VariableProblem problem)
    {
        int end = EndOf(text, start + 2);
        ReadOnlySpan<char> body = text.AsSpan(start + 2, (end < 0 ? text.Length : end) - start - 2);
        if (body is "*" or "?" or "$" && end >= 0)
        {
            literal.Append(body);
            return end + 1;
        }

        VariableProblem found = end < 0 ? ProblemOfUnclosed(body) : ProblemOf(body);
        Flush(literal, tokens);
        if (found != VariableProblem.None)
        {
            problem = problem == VariableProblem.None ? found : problem;
            tokens.Add(new PatternToken(PatternTokenKind.Malformed));
            return end < 0 ? text.Length : end + 1;
        }

        int comma = body.IndexOf(',');
        string key = (comma < 0 ? body : body[..comma]).ToString();
        string? fallback = comma < 0 ? null : body[(comma + 3)..^1].ToString();
        tokens.Add(new PatternToken(PatternTokenKind.Variable, fallback, ConditionKey.Of(key)));
        return end + 1;
    }

    /// <summary>The index of the closing brace; a brace inside a quoted default does not close.</summary>
    private static int EndOf(string text, int start)
    {
        int brace = text.IndexOf('}', start);
        int quote = brace < 0 ? -1 : text.IndexOf('\'', start, brace - start);
        if (quote < 0)
        {
            return brace;
        }

        int closingQuote = text.IndexOf('\'', quote + 1);
        return closingQuote < 0 ? brace : text.IndexOf('}', closingQuote + 1);
    }

    private static VariableProblem ProblemOfUnclosed(ReadOnlySpan<char> body) =>
        body.Contains("${", StringComparison.Ordinal) ? VariableProblem.Nested : VariableProblem.MissingBrace;

    private static VariableProblem ProblemOf(ReadOnlySpan<char> body)
    {
        int comma = body.IndexOf(',');
        ReadOnlySpan<char> key = comma < 0 ? body : body[..comma];
        if (key.Contains("${", StringComparison.Ordinal))
        {
            return VariableProblem.Nested;
        }

        if (key.IsEmpty)
        {
            return VariableProblem.Empty;
        }

        if (key.ContainsAny(" \t\r\n'"))
        {
            return VariableProblem.SpaceInKey;
        }

        return comma < 0 ? VariableProblem.None : ProblemOfDefault(body[(comma + 1)..]);
    }

    /// <summary>PL-68: what follows the comma is one space and a quoted text without quotes in it.</summary>
    private static VariableProblem ProblemOfDefault(ReadOnlySpan<char> tail)
    {
        ReadOnlySpan<char> quoted = tail.StartsWith(" ") ? tail[1..] : tail;
        bool isQuoted = quoted.Length >= 2 && quoted[0] == '\'' && quoted[^1] == '\'';
        if (!isQuoted)
        {
            return VariableProblem.MissingQuote;
        }

        bool isExact = tail[0] == ' ' && !quoted[1..^1].Contains('\'');
        return isExact ? VariableProblem.None : VariableProblem.MalformedDefault;
    }

    private static void Flush(StringBuilder literal, List<PatternToken> tokens)
    {
        if (literal.Length > 0)
        {
            tokens.Add(new PatternToken(PatternTokenKind.Literal, literal.ToString()));
            literal.Clear();
        }
    }
}
