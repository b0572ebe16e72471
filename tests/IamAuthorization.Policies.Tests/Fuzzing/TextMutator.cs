using System.Globalization;

namespace IamAuthorization.Policies.Tests.Fuzzing;

/// <summary>
/// Makes a text out of others: flips, splices, words of a grammar, repetition, nesting, extremes of numbers, halves of
/// surrogate pairs, NUL, byte order marks.
/// </summary>
internal sealed class TextMutator(string[] tokens, int lengthMax)
{
    private static readonly string[] Extremes =
    [
        "0", "-0", "1e400", "1E-400", "-1", "2147483648", "9223372036854775808", "18446744073709551616", "0x1F", "00",
        "79228162514264337593543950336", "0.00000000000000000000000000001", "NaN", "Infinity", "\u0661", "\uFF11",
        "1_0",
        "0001-01-01", "9999-12-31T23:59:59.9999999999999999Z", "10000-01-01", "255.255.255.255", "256.0.0.1", "::",
        "/129",
    ];

    private static readonly string[] Oddities =
    [
        "\0", "\uFEFF", "\uD800", "\uDC00", "\uD83D\uDE00", "\u202E", "\u2028", "\u200B", "\u0130", "\u0131", "\u212A",
        "\\u0000", "\\ud800", "\\udc00", "\\u0041", "\\", "\"", "'", "\t", "\n", "\r", " ", "\u00A0", "\u00E9",
        "\u007F",
        "\u0085", "\uFFFD", "\uFFFF",
        // WHY: what an overlong form and a cut sequence of UTF-8 become when bytes are read one by one.
        "\u00C0\u00AF", "\u00E2\u0082", "\u00EF\u00BB\u00BF",
    ];

    private static readonly (string Open, string Close)[] Brackets =
        [("[", "]"), ("{", "}"), ("${", "}"), ("\"", "\""), ("'", "'"), ("{\"a\":", "}"), ("*", "*")];

    private readonly char[] _buffer = new char[lengthMax];
    private int _length;

    public ReadOnlySpan<char> Text => _buffer.AsSpan(0, _length);

    /// <summary>Changes a text in one to eight places.</summary>
    public void Mutate(string parent, string other, ref FuzzRandom random)
    {
        _length = 0;
        Replace(0, 0, parent);
        int places = 1 + random.Below(1 << random.Below(4));
        for (int place = 0; place < places; place++)
        {
            MutateOnce(other, ref random);
        }
    }

    private void MutateOnce(string other, ref FuzzRandom random)
    {
        int start = random.Below(_length + 1);
        int length = Math.Min(random.Below(1 << random.Below(9)), _length - start);
        switch (random.Below(14))
        {
            case 0:
                Flip(start, ref random);
                break;
            case 1:
                Replace(start, Math.Min(1, length), random.Pick<string>(Oddities));
                break;
            case 2 or 3 or 4:
                Replace(start, 0, random.Pick<string>(tokens));
                break;
            case 5:
                Replace(start, length, random.Pick<string>(tokens));
                break;
            case 6:
                Replace(start, length, "");
                break;
            case 7:
                Repeat(start, length, random.Below(1 << random.Below(10)));
                break;
            case 8:
                Replace(start, _length - start, other.AsSpan(random.Below(other.Length + 1)));
                break;
            case 9:
                InsertFrom(other, start, ref random);
                break;
            case 10:
                Nest(start, length, 1 + random.Below(1 << random.Below(6)), ref random);
                break;
            case 11:
                ReplaceNumber(start, random.Pick<string>(Extremes));
                break;
            case 12:
                Escape(start);
                break;
            default:
                Replace(start, Math.Min(1, length), ((char)random.Below(char.MaxValue + 1)).ToString());
                break;
        }
    }

    private void Flip(int index, ref FuzzRandom random)
    {
        if (index < _length)
        {
            _buffer[index] ^= (char)(1 << random.Below(random.OneIn(8) ? 16 : 7));
        }
    }

    private void InsertFrom(string other, int at, ref FuzzRandom random)
    {
        int start = random.Below(other.Length + 1);
        int length = Math.Min(random.Below(64), other.Length - start);
        Replace(at, 0, other.AsSpan(start, length));
    }

    private void Repeat(int start, int length, int times)
    {
        string unit = new(_buffer, start, length);
        int fitting = Math.Min(times, (_buffer.Length - _length) / Math.Max(1, length));
        Replace(start, 0, string.Concat(Enumerable.Repeat(unit, Math.Max(0, fitting))));
    }

    private void Nest(int start, int length, int depth, ref FuzzRandom random)
    {
        (string open, string close) = random.Pick<(string, string)>(Brackets);
        Replace(start + length, 0, string.Concat(Enumerable.Repeat(close, depth)));
        Replace(start, 0, string.Concat(Enumerable.Repeat(open, depth)));
    }

    private void ReplaceNumber(int from, string extreme)
    {
        int found = _buffer.AsSpan(from, _length - from).IndexOfAnyInRange('0', '9');
        int start = found < 0 ? from : from + found;
        int end = start;
        while (end < _length && char.IsAsciiDigit(_buffer[end]))
        {
            end++;
        }

        Replace(start, end - start, extreme);
    }

    private void Escape(int index)
    {
        if (index < _length)
        {
            Replace(index, 1, $"\\u{((int)_buffer[index]).ToString("x4", CultureInfo.InvariantCulture)}");
        }
    }

    /// <summary>Puts a text in the place of another; what no longer fits is cut off at the end.</summary>
    private void Replace(int start, int length, ReadOnlySpan<char> with)
    {
        int tail = start + length;
        with = with[..Math.Min(with.Length, _buffer.Length - start)];
        int tailLength = Math.Min(_length - tail, _buffer.Length - start - with.Length);
        _buffer.AsSpan(tail, tailLength).CopyTo(_buffer.AsSpan(start + with.Length));
        with.CopyTo(_buffer.AsSpan(start));
        _length = start + with.Length + tailLength;
    }
}
