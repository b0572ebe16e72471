using System.Globalization;

namespace IamAuthorization.Policies;

/// <summary>
/// C-21: numbers as an optional sign, ASCII digits and an optional fraction. No exponent, no separators, no white
/// space, no culture.
/// </summary>
internal static class DecimalText
{
    // WHY: decimal rounds silently beyond 28 significant digits, and two different numbers must not compare equal.
    private const int SignificantDigitsMax = 28;

    private const int PlainDigitsMax = 18;

    public static bool TryParse(ReadOnlySpan<char> text, out decimal number)
    {
        // WHY: nearly all numbers of requests are a few digits, and a long reads them in a fraction of the time.
        if (text.Length is > 0 and <= PlainDigitsMax && AsciiDigits.AreAll(text))
        {
            number = AsciiDigits.ToInt64(text);
            return true;
        }

        number = 0;
        return IsWellFormed(text) && decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out number);
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> digits = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> fraction = point < 0 ? [] : digits[(point + 1)..];
        bool isShaped = !whole.IsEmpty
            && (point < 0 || !fraction.IsEmpty)
            && AsciiDigits.AreAll(whole)
            && AsciiDigits.AreAll(fraction);
        return isShaped && whole.TrimStart('0').Length + fraction.TrimEnd('0').Length <= SignificantDigitsMax;
    }
}
