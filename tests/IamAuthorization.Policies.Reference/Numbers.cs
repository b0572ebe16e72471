using System.Globalization;

namespace IamAuthorization.Policies.Reference;

/// <summary>
/// C-21. Beyond 28 significant digits <c>decimal</c> rounds, so that two different numbers would be equal; a number
/// that long is not read.
/// </summary>
internal static class Numbers
{
    private const int SignificantDigitsMax = 28;

    /// <summary>Optional sign, digits, optional fraction; nothing else. Null: no such number.</summary>
    public static decimal? Parse(string text)
    {
        string unsigned = text.Length > 0 && text[0] is '+' or '-' ? text[1..] : text;
        string[] parts = unsigned.Split('.');
        bool isNumber = parts.Length <= 2 && parts.All(part => part.Length > 0 && part.All(char.IsAsciiDigit));
        bool isExact = isNumber
            && parts[0].TrimStart('0').Length + parts.Skip(1).Sum(fraction => fraction.TrimEnd('0').Length)
                <= SignificantDigitsMax;
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return isExact && decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : null;
    }
}
