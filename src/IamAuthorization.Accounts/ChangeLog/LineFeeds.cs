using System.Runtime.CompilerServices;

namespace IamAuthorization.Accounts;

/// <summary>
/// Splits a stream at its line feeds and at nothing else, so that no other byte can take their place unseen.
/// </summary>
internal static class LineFeeds
{
    private const byte LineFeed = (byte)'\n';
    private const int BytesAtFirst = 64 * 1_024;

    /// <summary>The lines, each with its line feed; good until the next is asked for. The last may lack it.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> SplitAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[BytesAtFirst];
        int start = 0;
        int end = 0;
        while (true)
        {
            int length = buffer.AsSpan(start, end - start).IndexOf(LineFeed) + 1;
            if (length > 0)
            {
                yield return buffer.AsMemory(start, length);
                start += length;
                continue;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            if (end == buffer.Length)
            {
                Array.Resize(ref buffer, checked(2 * buffer.Length));
            }

            int read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            if (read == 0)
            {
                break;
            }

            end += read;
        }

        if (end > 0)
        {
            yield return buffer.AsMemory(0, end);
        }
    }
}
