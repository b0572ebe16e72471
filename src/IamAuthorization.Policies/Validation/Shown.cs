using System.Globalization;
using System.Text;

namespace IamAuthorization.Policies;

/// <summary>Text of a document as messages may show it: in back-ticks, on one line, visible and short.</summary>
internal static class Shown
{
    private const int LengthMax = 80;

    /// <summary>A string of a document.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder("`");
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (++length > LengthMax)
            {
                shown.Append('…');
                break;
            }

            Append(shown, rune);
        }

        return shown.Append('`').ToString();
    }

    /// <summary>One character of a document.</summary>
    public static string Character(Rune rune)
    {
        var shown = new StringBuilder("`");
        Append(shown, rune);
        return shown.Append('`').ToString();
    }

    /// <summary>One UTF-16 code unit, which may be half a character.</summary>
    public static string Character(char unit) => $"`\\u{(int)unit:X4}`";

    private static void Append(StringBuilder shown, Rune rune)
    {
        bool isPlain = rune.Value != '`' && Rune.GetUnicodeCategory(rune) is not
            (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.Surrogate);
        if (isPlain)
        {
            shown.Append(rune);
            return;
        }

        Span<char> units = stackalloc char[2];
        foreach (char unit in units[..rune.EncodeToUtf16(units)])
        {
            shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }
    }
}
