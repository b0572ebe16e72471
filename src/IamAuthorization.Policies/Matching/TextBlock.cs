using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IamAuthorization.Policies;

/// <summary>
/// Compares the beginnings of texts, the ends of them first: ARNs begin alike and differ at their ends.
/// </summary>
internal static class TextBlock
{
    private const int Quarter = sizeof(ulong) / sizeof(char);

    /// <summary>
    /// Whether two texts are the same. Values that are compared often, such as those of tags, are often one object, or
    /// differ in their last characters.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(string left, string right) =>
        ReferenceEquals(left, right)
        || (left.Length == right.Length && EndAlike(left, right) && left.AsSpan().SequenceEqual(right));

    /// <summary>Whether a text begins with another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StartsWith(ReadOnlySpan<char> text, string beginning)
    {
        int length = beginning.Length;
        if (text.Length < length)
        {
            return false;
        }

        if (length is 0 or 1)
        {
            return length == 0 || text[0] == beginning[0];
        }

        return (length < Quarter || LastOf(text[..length]) == LastOf(beginning)) && AreEqual(text, beginning, length);
    }

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool EndAlike(string left, string right) =>
        left.Length < Quarter || LastOf(left) == LastOf(right);

    private static ulong LastOf(ReadOnlySpan<char> text) => Unsafe.ReadUnaligned<ulong>(
        ref Unsafe.As<char, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), text.Length - Quarter)));
}
