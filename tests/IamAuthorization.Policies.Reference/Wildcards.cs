namespace IamAuthorization.Policies.Reference;

/// <summary>PL-43, PL-48, C-20: <c>*</c> is any run of characters, <c>?</c> is one, the rest is itself.</summary>
internal static class Wildcards
{
    /// <summary>
    /// Whether the whole text matches. After each token: the set of all places in the text where what follows may
    /// begin.
    /// </summary>
    public static bool IsMatch(IReadOnlyList<Token> pattern, string text)
    {
        List<int> places = [0];
        foreach (Token token in pattern)
        {
            places = token switch
            {
                Token.Literal literal => AfterLiteral(places, literal.Text, text),
                Token.AnyOne => AfterOne(places, text),
                _ => AfterRun(places, text),
            };
            if (places.Count == 0)
            {
                return false;
            }
        }

        return places.Contains(text.Length);
    }

    private static List<int> AfterLiteral(List<int> places, string literal, string text)
    {
        var after = new List<int>();
        foreach (int place in places)
        {
            if (string.CompareOrdinal(text, place, literal, 0, literal.Length) == 0)
            {
                after.Add(place + literal.Length);
            }
        }

        return after;
    }

    private static List<int> AfterOne(List<int> places, string text)
    {
        var after = new List<int>();
        foreach (int place in places)
        {
            if (place < text.Length)
            {
                after.Add(Next(text, place));
            }
        }

        return after;
    }

    private static List<int> AfterRun(List<int> places, string text)
    {
        var after = new List<int>();
        var isSeen = new bool[text.Length + 1];
        foreach (int place in places)
        {
            for (int reached = place; !isSeen[reached]; reached = Next(text, reached))
            {
                isSeen[reached] = true;
                after.Add(reached);
                if (reached == text.Length)
                {
                    break;
                }
            }
        }

        return after;
    }

    /// <summary>PL-48: a character is one Unicode scalar value of the request's text.</summary>
    private static int Next(string text, int place) =>
        place + 1 < text.Length && char.IsSurrogatePair(text[place], text[place + 1]) ? place + 2 : place + 1;
}
