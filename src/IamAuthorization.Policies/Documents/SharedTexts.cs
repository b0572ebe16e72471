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
    private const int BeginningSlots = 4_096;
    private const int LengthMax = 64;

    private static readonly SharedTable<string> Table = new(Slots);
    private static readonly SharedTable<string> Beginnings = new(BeginningSlots);

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

    /// <summary>The string of the beginning of an ARN.</summary>
    public static string Of(ReadOnlySpan<char> beginning)
    {
        ulong hash = TextHash.Of(MemoryMarshal.AsBytes(beginning));
        if (Beginnings.Find(hash) is { } known && beginning.SequenceEqual(known))
        {
            return known;
        }

        string text = beginning.ToString();
        Beginnings.Set(hash, text);
        return text;
    }
}
