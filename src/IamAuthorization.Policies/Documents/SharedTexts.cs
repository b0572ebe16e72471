using System.Runtime.InteropServices;
using System.Text;

namespace IamAuthorization.Policies;

/// <summary>
/// Makes equal strings of documents (names of members, actions, operators, keys, ARNs) one object, so that ten thousand
/// policies do not hold them ten thousand times.
/// </summary>
internal static class SharedTexts
{
    private const int Slots = 16_384;
    private const int PartSlots = 4_096;
    private const int LengthMax = 64;

    private static readonly SharedTable<string> Table = new(Slots);
    private static readonly SharedTable<string> Parts = new(PartSlots);

    /// <summary>The string of a UTF-8 text.</summary>
    /// <param name="utf8">Well-formed UTF-8.</param>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LengthMax)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ulong hash = TextHash.Of(utf8);
        if (Table.Find(hash) is { } known && Ascii.Equals(utf8, known))
        {
            return known;
        }

        string text = Encoding.UTF8.GetString(utf8);
        Table.Set(hash, text);
        return text;
    }

    /// <summary>The string of a part of a pattern: patterns begin alike.</summary>
    public static string Of(ReadOnlySpan<char> part)
    {
        ulong hash = HashOf(part);
        return Find(hash, part) ?? Keep(hash, part.ToString());
    }

    /// <summary>The same of one that is a string already.</summary>
    public static string Of(string part)
    {
        ulong hash = HashOf(part);
        return Find(hash, part) ?? Keep(hash, part);
    }

    private static ulong HashOf(ReadOnlySpan<char> part) => TextHash.Of(MemoryMarshal.AsBytes(part));

    private static string? Find(ulong hash, ReadOnlySpan<char> part) =>
        Parts.Find(hash) is { } known && part.SequenceEqual(known) ? known : null;

    private static string Keep(ulong hash, string part)
    {
        Parts.Set(hash, part);
        return part;
    }
}
