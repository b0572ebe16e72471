using System.Buffers.Binary;

namespace IamAuthorization.Policies;

/// <summary>A hash of short texts that is quick rather than strong: equal hashes may only cost sharing.</summary>
internal static class TextHash
{
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    public static ulong Of(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (ulong)utf8.Length;
        while (utf8.Length > sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8));
            utf8 = utf8[sizeof(ulong)..];
        }

        return Mix(hash ^ Short(utf8));
    }

    /// <summary>Up to eight bytes as a number; the reads overlap where there are fewer.</summary>
    private static ulong Short(ReadOnlySpan<byte> utf8) => utf8.Length switch
    {
        sizeof(ulong) => BinaryPrimitives.ReadUInt64LittleEndian(utf8),
        >= sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(utf8)
            | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(utf8[^sizeof(uint)..]) << 32),
        >= 1 => utf8[0] | ((ulong)utf8[utf8.Length / 2] << 8) | ((ulong)utf8[^1] << 16),
        _ => 0,
    };

    private static ulong Mix(ulong value)
    {
        value *= Multiplier;
        return value ^ (value >> 32);
    }
}
