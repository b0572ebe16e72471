using System.Globalization;

namespace IamAuthorization.Policies;

/// <summary>
/// Instants as epoch seconds with their full fraction (C-23), read from epoch seconds or the W3C profile of ISO 8601
/// (conditions §3.3).
/// </summary>
internal static class InstantText
{
    // WHY: twelve digits of whole seconds reach the year 9999; with sixteen of fraction a decimal holds all exactly.
    private const int FractionDigitsMax = 16;

    private const int ZoneHoursMax = 14;

    /// <summary>The epoch second of an instant, exact to its tick.</summary>
    public static decimal Of(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTime.UnixEpoch.Ticks) / (decimal)TimeSpan.TicksPerSecond;

    /// <summary>Reads a date literal. Digits alone are epoch seconds, never a year.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal epochSeconds)
    {
        if (!text.IsEmpty && AsciiDigits.AreAll(text))
        {
            bool isInRange = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds);
            epochSeconds = seconds;
            return isInRange;
        }

        return TryParseCalendar(text, out epochSeconds);
    }

    private static bool TryParseCalendar(ReadOnlySpan<char> text, out decimal epochSeconds)
    {
        epochSeconds = 0;
        if (!TakeDigits(ref text, 4, out int year) || !Take(ref text, '-') || !TakeDigits(ref text, 2, out int month))
        {
            return false;
        }

        int day = 1;
        bool hasDay = !text.IsEmpty;
        if (hasDay && (!Take(ref text, '-') || !TakeDigits(ref text, 2, out day)))
        {
            return false;
        }

        bool isDay = year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        decimal secondOfDay = 0;
        bool hasTime = !text.IsEmpty;
        if (!isDay || (hasTime && !TryParseTime(text, out secondOfDay)))
        {
            return false;
        }

        var midnight = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        epochSeconds = ((midnight - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond) + secondOfDay;
        return true;
    }

    private static bool TryParseTime(ReadOnlySpan<char> text, out decimal secondOfDay)
    {
        secondOfDay = 0;
        bool isHourAndMinute = Take(ref text, 'T')
            & TakeDigits(ref text, 2, out int hour)
            & Take(ref text, ':')
            & TakeDigits(ref text, 2, out int minute);
        if (!isHourAndMinute || hour > 23 || minute > 59)
        {
            return false;
        }

        int second = 0;
        decimal fraction = 0;
        if (Take(ref text, ':') && (!TakeDigits(ref text, 2, out second) || !TakeFraction(ref text, out fraction)))
        {
            return false;
        }

        if (second > 59 || !TryParseZone(text, out int zoneMinutes))
        {
            return false;
        }

        secondOfDay = (hour * 3600) + (minute * 60) + second + fraction - (zoneMinutes * 60);
        return true;
    }

    private static bool TryParseZone(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z")
        {
            return true;
        }

        bool isWest = !text.IsEmpty && text[0] == '-';
        bool isZone = (Take(ref text, '+') || Take(ref text, '-'))
            & TakeDigits(ref text, 2, out int hours)
            & Take(ref text, ':')
            & TakeDigits(ref text, 2, out int rest);
        minutes = ((hours * 60) + rest) * (isWest ? -1 : 1);
        return isZone && text.IsEmpty && hours <= ZoneHoursMax && rest <= 59;
    }

    private static bool TakeFraction(ref ReadOnlySpan<char> text, out decimal fraction)
    {
        fraction = 0;
        if (!Take(ref text, '.'))
        {
            return true;
        }

        int count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
        {
            count++;
        }

        ReadOnlySpan<char> digits = text[..count];
        text = text[count..];
        if (digits.IsEmpty || digits.Length > FractionDigitsMax)
        {
            return false;
        }

        decimal unit = 1;
        foreach (char digit in digits)
        {
            unit /= 10;
            fraction += (digit - '0') * unit;
        }

        return true;
    }

    private static bool Take(ref ReadOnlySpan<char> text, char expected)
    {
        bool isThere = !text.IsEmpty && text[0] == expected;
        text = isThere ? text[1..] : text;
        return isThere;
    }

    private static bool TakeDigits(ref ReadOnlySpan<char> text, int count, out int value)
    {
        value = 0;
        if (text.Length < count || !AsciiDigits.AreAll(text[..count]))
        {
            return false;
        }

        value = int.Parse(text[..count], NumberStyles.None, CultureInfo.InvariantCulture);
        text = text[count..];
        return true;
    }
}
