namespace IamAuthorization.Policies;

/// <summary><c>true</c> and <c>false</c> in any ASCII case (conditions §3.4).</summary>
internal static class BooleanText
{
    public static bool? Parse(ReadOnlySpan<char> text)
    {
        if (text.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        return text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false : null;
    }
}
