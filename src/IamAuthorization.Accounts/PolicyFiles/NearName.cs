namespace IamAuthorization.Accounts;

/// <summary>Finds the name that somebody meant who mistyped it.</summary>
internal static class NearName
{
    /// <summary>
    /// The first name, in ordinal order, that differs in case alone or in one character added, left out, replaced or
    /// swapped with its neighbour; or null.
    /// </summary>
    public static string? Among(IEnumerable<string> names, string typed) =>
        names
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(name => IsOneEditAway(name.ToUpperInvariant(), typed.ToUpperInvariant()));

    private static bool IsOneEditAway(ReadOnlySpan<char> wanted, ReadOnlySpan<char> typed)
    {
        int start = wanted.CommonPrefixLength(typed);
        wanted = wanted[start..];
        typed = typed[start..];
        int end = CommonSuffixLength(wanted, typed);
        wanted = wanted[..^end];
        typed = typed[..^end];
        bool isSwapped = wanted is [char first, char second] && typed is [char third, char fourth]
            && first == fourth && second == third;
        return isSwapped || (wanted.Length <= 1 && typed.Length <= 1);
    }

    private static int CommonSuffixLength(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        int length = 0;
        while (length < Math.Min(one.Length, other.Length) && one[^(length + 1)] == other[^(length + 1)])
        {
            length++;
        }

        return length;
    }
}
