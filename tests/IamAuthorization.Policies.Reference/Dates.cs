using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace IamAuthorization.Policies.Reference;

/// <summary>conditions.md §3.3.</summary>
internal static partial class Dates
{
    private const long SecondMax = long.MaxValue;
    private const int FractionDigits = 30;

    private static BigInteger Unit { get; } = BigInteger.Pow(10, FractionDigits);

    /// <summary>An instant in units of 10⁻³⁰ seconds since 1970, exact (C-23). Null: no such date.</summary>
    public static BigInteger? Parse(string text)
    {
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
        {
            BigInteger seconds = BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
            return seconds <= SecondMax ? seconds * Unit : null;
        }

        Match match = Literal().Match(text);
        if (!match.Success)
        {
            return null;
        }

        int year = Number(match, "year", 0);
        int month = Number(match, "month", 1);
        int day = Number(match, "day", 1);
        int hour = Number(match, "hour", 0);
        int minute = Number(match, "minute", 0);
        int second = Number(match, "second", 0);
        int offsetHour = Number(match, "offsetHour", 0);
        int offsetMinute = Number(match, "offsetMinute", 0);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59)
        {
            return null;
        }

        int sign = match.Groups["sign"].Value == "-" ? -1 : 1;
        long local = (long)(new DateTime(year, month, day) - DateTime.UnixEpoch).TotalSeconds
            + (((hour * 60L) + minute) * 60) + second;
        long utc = local - (sign * ((offsetHour * 60L) + offsetMinute) * 60);
        return (utc * Unit) + Fraction(match.Groups["fraction"].Value);
    }

    private static BigInteger Fraction(string digits) =>
        BigInteger.Parse("0" + digits.PadRight(FractionDigits, '0')[..FractionDigits], CultureInfo.InvariantCulture);

    private static int Number(Match match, string group, int otherwise) =>
        match.Groups[group].Success
            ? int.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture)
            : otherwise;

    // A month, a day, or a time with its zone.
    [GeneratedRegex("""
        \A(?<year>[0-9]{4})-(?<month>[0-9]{2})
        (-(?<day>[0-9]{2})
          (T(?<hour>[0-9]{2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.(?<fraction>[0-9]+))?)?
            (Z|(?<sign>[+-])(?<offsetHour>[0-9]{2}):(?<offsetMinute>[0-9]{2})))?)?\z
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
