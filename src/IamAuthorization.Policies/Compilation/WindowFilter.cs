using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IamAuthorization.Policies;

/// <summary>
/// Says of most places of a text that no window of a set stands there: sixteen bits a window, found by its first half.
/// </summary>
internal readonly struct WindowFilter
{
    private const int BitsPerWindow = 16;
    private const int WordBits = 64;

    private readonly ulong[] _words;
    private readonly int _shift;

    /// <summary>Makes an empty filter.</summary>
    /// <param name="windows">For how many windows.</param>
    public WindowFilter(int windows)
    {
        uint bits = Math.Max(WordBits, BitOperations.RoundUpToPowerOf2((uint)windows * BitsPerWindow));
        _words = windows == 0 ? [] : new ulong[bits / WordBits];
        _shift = WordBits - BitOperations.Log2(bits);
    }

    /// <summary>Whether it holds no window at all.</summary>
    public bool IsEmpty => _words.Length == 0;

    /// <summary>Adds a window.</summary>
    public void Add(ResourceWindow window)
    {
        int bit = (int)(window.HalfHash() >> _shift);
        _words[bit / WordBits] |= 1UL << bit;
    }

    /// <summary>The first place from an index on where a window may stand, or -1.</summary>
    public int Next(ReadOnlySpan<char> text, int from)
    {
        int last = text.Length - ResourceWindow.Width;
        int index = from;
        ref ulong words = ref MemoryMarshal.GetArrayDataReference(_words);

        // WHY: four places at once, which do not wait for each other.
        while (index <= last - 3
            && ((Probe(ref words, text, index) | Probe(ref words, text, index + 1)
                | Probe(ref words, text, index + 2) | Probe(ref words, text, index + 3)) & 1) == 0)
        {
            index += 4;
        }

        while (index <= last && (Probe(ref words, text, index) & 1) == 0)
        {
            index++;
        }

        return index <= last ? index : -1;
    }

    // INVARIANT: the shift leaves as many bits of the hash as number the bits of the words.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Probe(ref ulong words, ReadOnlySpan<char> text, int index)
    {
        ulong bit = ResourceWindow.HalfHash(text, index) >> _shift;
        return Unsafe.Add(ref words, (nint)(bit / WordBits)) >> (int)bit;
    }
}
