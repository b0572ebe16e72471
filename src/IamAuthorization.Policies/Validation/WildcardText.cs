namespace IamAuthorization.Policies;

/// <summary>Compares texts with wildcards with one another, for lint; requests are matched elsewhere.</summary>
internal static class WildcardText
{
    /// <summary>
    /// Whether everything the second text matches the first one matches too. Never says so wrongly; may miss it where
    /// wildcards of both overlap.
    /// </summary>
    public static bool Covers(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase) =>
        Covers(pattern, text, ignoreCase, stepsMax: int.MaxValue);

    /// <summary>
    /// The same with work in proportion to the lengths: a pattern that needs much backtracking covers nothing.
    /// </summary>
    public static bool CoversPlainly(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase) =>
        Covers(pattern, text, ignoreCase, stepsMax: 2 * (pattern.Length + text.Length));

    private static bool Covers(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text, bool ignoreCase, int stepsMax)
    {
        int patternIndex = 0;
        int textIndex = 0;
        int star = -1;
        int starText = 0;
        for (int steps = 0; textIndex < text.Length; steps++)
        {
            if (steps >= stepsMax)
            {
                return false;
            }

            if (patternIndex < pattern.Length && pattern[patternIndex] == '*')
            {
                star = patternIndex++;
                starText = textIndex;
            }
            else if (patternIndex < pattern.Length && MatchesOne(pattern[patternIndex], text[textIndex], ignoreCase))
            {
                patternIndex++;
                textIndex++;
            }
            else if (star >= 0)
            {
                patternIndex = star + 1;
                textIndex = ++starText;
            }
            else
            {
                return false;
            }
        }

        return !pattern[patternIndex..].ContainsAnyExcept('*');
    }

    /// <summary>
    /// PL-20: whether the pattern can match the text, or the text followed by <c>/</c> or <c>:</c> and anything.
    /// </summary>
    public static bool CanMatchAtOrBelow(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        bool[] states = new bool[pattern.Length + 1];
        states[0] = true;
        SkipStars(pattern, states);
        foreach (char character in text)
        {
            Advance(pattern, states, character);
        }

        if (states[^1])
        {
            return true;
        }

        for (int state = 0; state < pattern.Length; state++)
        {
            if (states[state] && pattern[state] is '*' or '?' or '/' or ':')
            {
                return true;
            }
        }

        return false;
    }

    private static void Advance(ReadOnlySpan<char> pattern, bool[] states, char character)
    {
        for (int state = pattern.Length; state > 0; state--)
        {
            bool stays = state < pattern.Length && states[state] && pattern[state] == '*';
            bool arrives = states[state - 1] && pattern[state - 1] is var expected
                && (expected == '?' || expected == character) && expected != '*';
            states[state] = stays || arrives;
        }

        states[0] = states[0] && pattern.Length > 0 && pattern[0] == '*';
        SkipStars(pattern, states);
    }

    private static void SkipStars(ReadOnlySpan<char> pattern, bool[] states)
    {
        for (int state = 0; state < pattern.Length; state++)
        {
            states[state + 1] |= states[state] && pattern[state] == '*';
        }
    }

    private static bool MatchesOne(char expected, char found, bool ignoreCase) =>
        (expected == '?' && found != '*')
        || expected == found
        || (ignoreCase && char.IsAscii(expected) && char.ToLowerInvariant(expected) == char.ToLowerInvariant(found));
}
