using System.Text;
using System.Text.Json;
using IamAuthorization.Accounts;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Entries of the change log as their rows keep them: the lines of its export.</summary>
internal static class ChangeLogJson
{
    public static string Write(ChangeLogEntry entry) => Encoding.UTF8.GetString(ChangeLogLine.Of(entry).Span);

    /// <exception cref="IamStoreUnavailableException">The text is no entry.</exception>
    public static ChangeLogEntry Read(ChangeRow row)
    {
        try
        {
            ChangeLogEntry entry = ChangeLogLine.Parse(Encoding.UTF8.GetBytes(row.Body));
            return IsSame(row, entry)
                ? entry
                : throw new FormatException("its columns do not say what its body says");
        }
        catch (Exception exception) when (
            exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new IamStoreUnavailableException(
                $"The change log's entry of revision {row.Revision} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Columns are searched by, so one that was altered would hide or forge an entry.</summary>
    private static bool IsSame(ChangeRow row, ChangeLogEntry entry) =>
        row.Revision == entry.Revision
        && row.Sequence == entry.Sequence
        && row.At == entry.At.ToUnixTimeMilliseconds()
        && string.Equals(row.AccountId, entry.AccountId, StringComparison.Ordinal)
        && string.Equals(row.Action, entry.Action, StringComparison.Ordinal)
        && string.Equals(row.PrincipalArn, entry.Origin.PrincipalArn, StringComparison.Ordinal)
        && string.Equals(row.PreviousHash, entry.PreviousHash, StringComparison.Ordinal)
        && string.Equals(row.Hash, entry.Hash, StringComparison.Ordinal);
}
