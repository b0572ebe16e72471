using System.Buffers;
using System.Globalization;
using System.Text;

namespace IamAuthorization.Accounts;

/// <summary>
/// Text from outside, made safe for logs and reports: characters that could end a line, move a cursor or reorder what
/// is read appear as <c>\uXXXX</c>, and the length is bounded (threat L1).
/// </summary>
internal static class LogText
{
    /// <summary>The longest text that is shown, in UTF-16 code units, before escaping.</summary>
    private const int LengthMax = 2_048;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(character => character != '\\')]);

    public static string Of(string text)
    {
        if (text.Length <= LengthMax && !text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.AsSpan(0, Math.Min(text.Length, LengthMax)).EnumerateRunes())
        {
            Append(escaped, rune);
        }

        return text.Length > LengthMax ? escaped.Append('…').ToString() : escaped.ToString();
    }

    private static void Append(StringBuilder escaped, Rune rune)
    {
        bool isSafe = rune.Value != '\\' && Rune.GetUnicodeCategory(rune) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned);
        if (isSafe)
        {
            escaped.Append(rune.ToString());
        }
        else if (rune.Value == '\\')
        {
            escaped.Append(@"\\");
        }
        else
        {
            escaped.Append(rune.IsBmp ? @"\u" : @"\U")
                .Append(rune.Value.ToString(rune.IsBmp ? "X4" : "X8", CultureInfo.InvariantCulture));
        }
    }
}
