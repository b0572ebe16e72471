namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// A matcher that keeps the set of places it may have come to in the text, token by token: for long patterns, in time
/// proportional to text × pattern. Independent of the product's matcher.
/// </summary>
internal static class PlaceMatcher
{
    /// <summary>Whether the tokens match the whole text.</summary>
    public static bool IsMatch(IEnumerable<Token> tokens, string text)
    {
        bool[] places = new bool[text.Length + 1];
        places[0] = true;
        foreach (Token token in tokens)
        {
            places = token == Token.AnyRun ? FromFirst(places) : Stepped(places, token, text);
        }

        return places[^1];
    }

    private static bool[] FromFirst(bool[] places)
    {
        int first = Array.IndexOf(places, true);
        return [.. places.Select((_, place) => first >= 0 && place >= first)];
    }

    private static bool[] Stepped(bool[] places, Token token, string text)
    {
        bool[] next = new bool[places.Length];
        for (int place = 0; place < text.Length; place++)
        {
            int scalar = char.IsSurrogatePair(text, place) ? 2 : 1;
            int step = token == Token.AnyOne ? scalar : token == Token.Of(text[place]) ? 1 : 0;
            next[place + step] |= places[place] && step > 0;
        }

        return next;
    }

    /// <summary>A wildcard, or a UTF-16 unit that stands for itself.</summary>
    internal readonly record struct Token(int Unit)
    {
        public static Token AnyRun => new(-1);

        public static Token AnyOne => new(-2);

        public static Token Of(char unit) => new(unit);
    }
}
