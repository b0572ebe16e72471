using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IamAuthorization.Policies;

/// <summary>
/// Eight characters of a resource, which two words hold. Hashes differ from process to process, so that nobody can
/// write resources or policies that collide.
/// </summary>
internal readonly record struct ResourceWindow(ulong Low, ulong High)
{
    /// <summary>How many characters a window has.</summary>
    public const int Width = 8;

    /// <summary>The place of a window that may stand anywhere.</summary>
    public const int Anywhere = -1;

    private static readonly ulong First = Seed();
    private static readonly ulong Second = Seed();
    private static readonly ulong Third = Seed() | 1;

    /// <summary>The window that begins at an index, which must leave room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ResourceWindow At(ReadOnlySpan<char> text, int index)
    {
        ref byte start = ref Start(text, index);
        return new ResourceWindow(
            Unsafe.ReadUnaligned<ulong>(ref start),
            Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, sizeof(ulong))));
    }

    /// <summary>A quick hash of the first half of the window that begins at an index.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HalfHash(ReadOnlySpan<char> text, int index) =>
        HalfHash(Unsafe.ReadUnaligned<ulong>(ref Start(text, index)));

    /// <summary>The same of this window.</summary>
    public ulong HalfHash() => HalfHash(Low);

    /// <summary>The hash of the window at a place; its upper bits are the good ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Hash(int place)
    {
        ulong product = Math.BigMul(Low ^ First, High ^ Second ^ ((ulong)place * Third), out ulong rest);
        return (product ^ rest) * Third;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Start(ReadOnlySpan<char> text, int index) =>
        ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong HalfHash(ulong low) => (low ^ First) * Third;

    private static ulong Seed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
