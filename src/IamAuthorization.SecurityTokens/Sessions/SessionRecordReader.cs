using System.Buffers.Binary;

namespace IamAuthorization.SecurityTokens;

/// <summary>Reads the parts of a session record, and nothing that is not there.</summary>
internal ref struct SessionRecordReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public byte Byte() => Bytes(1)[0];

    public void Expect(byte value)
    {
        if (Byte() != value)
        {
            throw new InvalidDataException("The record is of a form that is not read here.");
        }
    }

    public long Number() => BinaryPrimitives.ReadInt64BigEndian(Bytes(sizeof(long)));

    public ReadOnlySpan<byte> Bytes(int size)
    {
        if (size > _rest.Length)
        {
            throw new InvalidDataException("The record ends too early.");
        }

        ReadOnlySpan<byte> taken = _rest[..size];
        _rest = _rest[size..];
        return taken;
    }

    public string Text(int sizeMax) => SessionRecordWriter.Utf8.GetString(Block(sizeMax));

    public ReadOnlySpan<byte> Block(int sizeMax)
    {
        int size = BinaryPrimitives.ReadInt32BigEndian(Bytes(sizeof(int)));
        return size >= 0 && size <= sizeMax
            ? Bytes(size)
            : throw new InvalidDataException("A fact of the record is longer than it may be.");
    }

    public readonly void ExpectEnd()
    {
        if (!_rest.IsEmpty)
        {
            throw new InvalidDataException("The record goes on after its end.");
        }
    }
}
