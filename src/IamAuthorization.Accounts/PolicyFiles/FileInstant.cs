using System.Globalization;

namespace IamAuthorization.Accounts;

/// <summary>Instants in policy files: ISO 8601 with an offset, as AWS prints them, to the tick.</summary>
internal static class FileInstant
{
    private const string Utc = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const string WithOffset = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";

    public static bool TryParse(string text, out DateTimeOffset instant) =>
        DateTimeOffset.TryParseExact(
            text, [Utc, WithOffset], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);

    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Utc, CultureInfo.InvariantCulture);
}
