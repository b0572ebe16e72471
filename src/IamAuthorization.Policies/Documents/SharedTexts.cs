using System.Buffers.Binary;
using System.Text;

namespace IamAuthorization.Policies;

/// <summary>
/// Makes strings that occur again and again in documents (names of members, actions, operators, keys) one object, so
/// that ten thousand policies do not hold them ten thousand times.
/// </summary>
internal static class SharedTexts
{
    private const int Slots = 4_096;
    private const int LengthMax = 64;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    // WHY: a slot holds the latest string that fell on it, so the table is bounded whatever is read. Strings are
    // immutable, so that threads may race for a slot: the loser is merely not shared.
    private static readonly string?[] Table = new string?[Slots];

    /// <summary>The string of a UTF-8 text.</summary>
    /// <param name="utf8">Well-formed UTF-8.</param>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LengthMax)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref string? slot = ref Table[SlotOf(utf8)];
        string? known = slot;
        if (known is not null && Ascii.Equals(utf8, known))
        {
            return known;
        }

        string text = Encoding.UTF8.GetString(utf8);
        slot = text;
        return text;
    }

    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        ulong hash = (ulong)utf8.Length;
        while (utf8.Length > sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8));
            utf8 = utf8[sizeof(ulong)..];
        }

        return (int)(Mix(hash ^ Short(utf8)) % Slots);
    }

    /// <summary>Up to eight bytes as a number; reads overlap where they are fewer.</summary>
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
