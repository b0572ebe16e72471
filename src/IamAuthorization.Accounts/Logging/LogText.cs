using System.Globalization;
using System.Text;

namespace IamAuthorization.Accounts;

/// <summary>
/// L1: makes text of others fit for one line of a log or report: what could break a line, move a cursor or reverse the
/// reading direction is shown as <c>\uXXXX</c>, and length has a limit.
/// </summary>
internal static class LogText
{
    private const int LengthMax = 512;

    public static string Of(string text)
    {
        if (text.Length <= LengthMax && !text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var shown = new StringBuilder();
        foreach (char character in text.AsSpan(0, Math.Min(text.Length, LengthMax)))
        {
            if (IsPlain(character))
            {
                shown.Append(character);
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
        }

        return text.Length > LengthMax ? shown.Append('…').ToString() : shown.ToString();
    }

    private static bool IsPlain(char character) =>
        char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
