using System.Buffers.Binary;
using System.Text;

namespace IamAuthorization.SecurityTokens;

/// <summary>Writes the parts of a session record.</summary>
internal sealed class SessionRecordWriter : IDisposable
{
    /// <summary>Refuses what is no Unicode text instead of writing another text.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly MemoryStream _stream = new();

    public void Byte(byte value) => _stream.WriteByte(value);

    public void Number(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        _stream.Write(bytes);
    }

    public void Bytes(ReadOnlySpan<byte> value) => _stream.Write(value);

    public void Text(string value, int sizeMax) => Block(Utf8.GetBytes(value), sizeMax);

    public void Block(ReadOnlySpan<byte> value, int sizeMax)
    {
        if (value.Length > sizeMax)
        {
            throw new ArgumentException(
                $"A fact of the session takes {value.Length} bytes; {sizeMax} are the most.", nameof(value));
        }

        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, value.Length);
        _stream.Write(length);
        _stream.Write(value);
    }

    public byte[] ToArray() => _stream.ToArray();

    public void Dispose() => _stream.Dispose();
}
