using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IamAuthorization.Policies;

/// <summary><c>true</c> and <c>false</c> in any ASCII case (conditions §3.4).</summary>
internal static class BooleanText
{
    private const ulong CaseBits = 0x0020_0020_0020_0020;

    private static readonly ulong True = FourOf("true");
    private static readonly ulong False = FourOf("fals");

    public static bool? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length == 4)
        {
            return FourOf(text) == True ? true : null;
        }

        return text.Length == 5 && FourOf(text) == False && (text[4] | 0x20) == 'e' ? false : null;
    }

    // WHY: no other character than a letter in either case becomes that letter by its case bit.
    private static ulong FourOf(ReadOnlySpan<char> text) => CaseBits
        | Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<char, byte>(ref MemoryMarshal.GetReference(text)));
}
