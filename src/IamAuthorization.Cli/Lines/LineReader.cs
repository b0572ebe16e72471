namespace IamAuthorization.Cli.Lines;

/// <summary>
/// Cuts a stream of UTF-8 into lines, holding no more than the longest line. Blank lines and a leading byte order mark
/// are skipped.
/// </summary>
internal sealed class LineReader
{
    /// <summary>The longest line handed out, in bytes: a case may hold several documents of any length.</summary>
    public const int LengthMax = 16 * 1024 * 1024;

    private const int InitialCapacity = 64 * 1024;

    private readonly Stream _stream;
    private readonly Action _beforeWaiting;
    private byte[] _buffer = new byte[InitialCapacity];
    private int _start;
    private int _scanned;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Reads lines.</summary>
    /// <param name="stream">The input.</param>
    /// <param name="beforeWaiting">
    /// Called before each read of the stream, which may wait: the moment to hand on what was written so far.
    /// </param>
    public LineReader(Stream stream, Action beforeWaiting)
    {
        _stream = stream;
        _beforeWaiting = beforeWaiting;
    }

    /// <summary>The number of the line that was read last, counted from 1, blank lines included.</summary>
    public long Number { get; private set; }

    /// <summary>Reads the next line that is not blank.</summary>
    /// <param name="line">
    /// Its bytes without the line feed, valid until the next call; empty when it is longer than
    /// <see cref="LengthMax"/>, in which case it was skipped.
    /// </param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        while (TryTake(out line, out bool isTooLong))
        {
            if (isTooLong || !IsBlank(line.Span))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;

    private bool TryTake(out ReadOnlyMemory<byte> line, out bool isTooLong)
    {
        isTooLong = false;
        while (true)
        {
            int feed = _buffer.AsSpan(_scanned, _end - _scanned).IndexOf((byte)'\n');
            if (feed >= 0 || (_isAtEnd && _end > _start))
            {
                int lineEnd = feed >= 0 ? _scanned + feed : _end;
                isTooLong |= lineEnd - _start > LengthMax;
                line = isTooLong ? default : WithoutByteOrderMark(_buffer.AsMemory(_start, lineEnd - _start));
                _start = _scanned = feed >= 0 ? lineEnd + 1 : lineEnd;
                Number++;
                return true;
            }

            if (_isAtEnd)
            {
                line = default;
                return false;
            }

            _scanned = _end;
            if (_end - _start > LengthMax)
            {
                isTooLong = true;

                // One byte stays, so that an unfinished line at the end of the input still counts as one.
                _start = _scanned = _end - 1;
            }

            Fill();
        }
    }

    private ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> line) =>
        Number == 0 && line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _scanned -= _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        _beforeWaiting();
        int count = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = count == 0;
        _end += count;
    }
}
