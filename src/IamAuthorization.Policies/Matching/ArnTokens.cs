namespace IamAuthorization.Policies;

/// <summary>Splits the tokens of an ARN pattern into its parts, for matching and for validation alike.</summary>
internal static class ArnTokens
{
    /// <summary>
    /// Splits at the first five colons of literal text; colons inside a variable do not count (conditions §3.7).
    /// </summary>
    /// <returns>At least one and at most six parts; the last one holds the rest.</returns>
    public static List<List<PatternToken>> Split(IEnumerable<PatternToken> tokens)
    {
        var parts = new List<List<PatternToken>> { new() };
        foreach (PatternToken token in tokens)
        {
            if (token.Kind == PatternTokenKind.Literal)
            {
                SplitLiteral(token.Text!, parts);
            }
            else
            {
                parts[^1].Add(token);
            }
        }

        return parts;
    }

    private static void SplitLiteral(string text, List<List<PatternToken>> parts)
    {
        while (parts.Count < ArnParts.Count && text.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0)
        {
            AddText(parts[^1], text[..colon]);
            text = text[(colon + 1)..];
            parts.Add([]);
        }

        AddText(parts[^1], text);
    }

    private static void AddText(List<PatternToken> part, string text)
    {
        if (text.Length > 0)
        {
            part.Add(new PatternToken(PatternTokenKind.Literal, text));
        }
    }
}
