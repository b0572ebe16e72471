using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IamAuthorization.Policies;

/// <summary>
/// Eight characters of a resource, hashed together with the place where they stand. The hash differs from process to
/// process, so that nobody can write resources or policies that collide.
/// </summary>
internal static class ResourceWindow
{
    /// <summary>How many characters a window has.</summary>
    public const int Width = 8;

    /// <summary>The place of a window that may stand anywhere.</summary>
    public const int Anywhere = -1;

    private static readonly ulong First = Seed();
    private static readonly ulong Second = Seed();
    private static readonly ulong Third = Seed() | 1;

    /// <summary>The hash of the window that begins at an index, which must leave room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Hash(ReadOnlySpan<char> text, int index, int place)
    {
        ref byte start = ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), index));
        ulong low = Unsafe.ReadUnaligned<ulong>(ref start) ^ First;
        ulong high = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, sizeof(ulong))) ^ Second;
        ulong product = Math.BigMul(low, high ^ ((ulong)place * Third), out ulong rest);
        return product ^ BitOperations.RotateLeft(rest, 32);
    }

    private static ulong Seed() => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
