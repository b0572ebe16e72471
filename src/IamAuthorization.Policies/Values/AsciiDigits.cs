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
}
