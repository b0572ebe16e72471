using System.Runtime.CompilerServices;
using System.Text.Json;

namespace IamAuthorization.Accounts;

/// <summary>
/// A change log as JSON Lines: UTF-8, one entry a line, each in the form that its hash is made of, followed by the
/// hash. Every line ends with a line feed.
/// </summary>
/// <remarks><see href="https://jsonlines.org/">JSON Lines</see></remarks>
public static class ChangeLogJsonLines
{
    /// <summary>Writes the entries that a query asks for, oldest first, to the end of the log.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">
    /// Which entries; <see cref="ChangeLogQuery.CountMax"/> says how many are read at once. Only the whole log of one
    /// account, or of all, can be verified.
    /// </param>
    /// <param name="file">What is written to; left open.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>How many entries were written.</returns>
    public static async Task<long> WriteAsync(
        IIamStore store, ChangeLogQuery query, Stream file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(file);
        long count = 0;
        await foreach (ChangeLogEntry entry in ChangeLogPages.ReadAsync(store, query, cancellationToken))
        {
            await file.WriteAsync(ChangeLogLine.Of(entry), cancellationToken);
            count++;
        }

        await file.FlushAsync(cancellationToken);
        return count;
    }

    /// <summary>Reads a file. That the entries belong together is for <see cref="ChangeLogVerifier"/> to say.</summary>
    /// <param name="file">The file, read from where it stands to its end.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The entries, in the order of their lines.</returns>
    /// <exception cref="ChangeLogFormatException">A line is not exactly as it would be written.</exception>
    public static async IAsyncEnumerable<ChangeLogEntry> ReadAsync(
        Stream file, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        long number = 0;
        await foreach (ReadOnlyMemory<byte> line in LineFeeds.SplitAsync(file, cancellationToken))
        {
            number++;
            yield return Parse(line, number);
        }
    }

    private static ChangeLogEntry Parse(ReadOnlyMemory<byte> line, long number)
    {
        try
        {
            return ChangeLogLine.Parse(line);
        }
        catch (Exception exception) when (
            exception is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new ChangeLogFormatException(number, exception.Message.TrimEnd('.'), exception);
        }
    }
}
