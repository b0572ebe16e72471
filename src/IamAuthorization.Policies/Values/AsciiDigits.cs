namespace IamAuthorization.Policies;

/// <summary>The digits <c>0</c> to <c>9</c>; those of other scripts are not digits here.</summary>
internal static class AsciiDigits
{
    // WHY: the range searches of spans box their bounds until the JIT has optimized them; a decision never allocates.
    public static bool AreAll(ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            if (!char.IsAsciiDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The number that up to 18 digits make.</summary>
    public static long ToInt64(ReadOnlySpan<char> digits)
    {
        long number = 0;
        foreach (char digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
