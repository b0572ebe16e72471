namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>A matcher so simple that it can be checked by eye: recursive, slow, for short texts.</summary>
internal static class NaiveMatcher
{
    /// <summary>Whether the pattern of <c>*</c>, <c>?</c> and plain characters matches the whole text.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        if (pattern.Length == 0)
        {
            return text.Length == 0;
        }

        return pattern[0] switch
        {
            '*' => IsMatch(pattern[1..], text) || (text.Length > 0 && IsMatch(pattern, text[1..])),
            '?' => text.Length > 0 && IsMatch(pattern[1..], text[1..]),
            char plain => text.Length > 0 && text[0] == plain && IsMatch(pattern[1..], text[1..]),
        };
    }

    /// <summary>All strings over the alphabet up to a length, the empty one first.</summary>
    public static IEnumerable<string> Words(string alphabet, int lengthMax)
    {
        string[] words = [""];
        for (int length = 0; length <= lengthMax; length++)
        {
            foreach (string word in words)
            {
                yield return word;
            }

            words = [.. words.SelectMany(word => alphabet.Select(letter => word + letter))];
        }
    }
}
