using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IamAuthorization.Policies;

/// <summary>
/// The next 64 UTF-16 units of a text, of which one bit each says where something stands. The units' lower and upper
/// bytes lie apart, because bytes compared give one bit each at once.
/// </summary>
internal readonly struct TextWindow
{
    /// <summary>How many units it holds; behind the end of the text there are none.</summary>
    public const int Length = 64;

    private const byte SurrogateMask = 0xFC;
    private const byte HighSurrogate = 0xD8;
    private const byte LowSurrogate = 0xDC;

    private readonly Vector256<byte> _lower;
    private readonly Vector256<byte> _lowerEnd;
    private readonly Vector256<byte> _upper;
    private readonly Vector256<byte> _upperEnd;
    private readonly ulong _held;

    /// <summary>Opens the window.</summary>
    /// <param name="text">The text from where the window begins; it may be shorter than the window, or empty.</param>
    public TextWindow(ReadOnlySpan<char> text)
    {
        Span<ushort> padded = stackalloc ushort[Length];
        scoped ReadOnlySpan<ushort> units = MemoryMarshal.Cast<char, ushort>(text);
        _held = ulong.MaxValue;
        if (units.Length < Length)
        {
            _held = (1UL << units.Length) - 1;
            units.CopyTo(padded);
            units = padded;
        }

        (_lower, _upper) = BytesOf(units[..(Length / 2)]);
        (_lowerEnd, _upperEnd) = BytesOf(units[(Length / 2)..Length]);
        bool isLowBehind = text.Length > Length && char.IsLowSurrogate(text[Length]);
        Pairs = Surrogates(HighSurrogate) & ((Surrogates(LowSurrogate) >> 1) | (isLowBehind ? 1UL << 63 : 0));
        Singles = _held & ~Pairs;
    }

    /// <summary>Where surrogate pairs begin, which are one scalar value.</summary>
    public ulong Pairs { get; }

    /// <summary>Where other units stand.</summary>
    public ulong Singles { get; }

    /// <summary>Where a unit stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Where(char unit)
    {
        var lower = Vector256.Create((byte)unit);
        var upper = Vector256.Create((byte)(unit >> 8));
        return _held & Bits(
            Vector256.Equals(_lower, lower) & Vector256.Equals(_upper, upper),
            Vector256.Equals(_lowerEnd, lower) & Vector256.Equals(_upperEnd, upper));
    }

    private static (Vector256<byte> Lower, Vector256<byte> Upper) BytesOf(ReadOnlySpan<ushort> units)
    {
        Vector256<ushort> first = Vector256.Create(units);
        Vector256<ushort> second = Vector256.Create(units[Vector256<ushort>.Count..]);
        return (Vector256.Narrow(first, second), Vector256.Narrow(first >>> 8, second >>> 8));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> start, Vector256<byte> end) =>
        start.ExtractMostSignificantBits() | ((ulong)end.ExtractMostSignificantBits() << 32);

    private ulong Surrogates(byte kind)
    {
        var mask = Vector256.Create(SurrogateMask);
        var wanted = Vector256.Create(kind);
        return Bits(Vector256.Equals(_upper & mask, wanted), Vector256.Equals(_upperEnd & mask, wanted));
    }
}
