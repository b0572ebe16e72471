using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IamAuthorization.Policies;

/// <summary>
/// Compares the beginnings of texts, the ends of them first: ARNs begin alike and differ at their ends.
/// </summary>
internal static class TextBlock
{
    /// <summary>Whether the first so many characters are the same. Both texts must have as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int length)
    {
        int width = Vector256<ushort>.Count;
        if (!Vector256.IsHardwareAccelerated || length < width)
        {
            return left[..length].SequenceEqual(right[..length]);
        }

        ref ushort first = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(left));
        ref ushort second = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(right));
        for (int index = length - width; index > 0; index -= width)
        {
            if (!IsSame(ref first, ref second, index))
            {
                return false;
            }
        }

        return IsSame(ref first, ref second, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsSame(ref ushort left, ref ushort right, int index) =>
        Vector256.LoadUnsafe(ref left, (nuint)index) == Vector256.LoadUnsafe(ref right, (nuint)index);
}
