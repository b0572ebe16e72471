using System.Runtime.CompilerServices;
using System.Text;

namespace IamAuthorization.Policies;

/// <summary>
/// One entry of Action or NotAction. ASCII case does not count (PL-25); an entry of impossible form matches nothing
/// (PL-76).
/// </summary>
internal readonly struct ActionPattern
{
    private readonly string _text;
    private readonly ulong _key;
    private readonly ushort _service;
    private readonly ushort _length;
    private readonly Shape _shape;
    private readonly byte _shift;
    private readonly bool _isKeyEnough;

    /// <summary>Compiles an entry.</summary>
    /// <param name="text">The entry as written.</param>
    public ActionPattern(string text)
    {
        _text = text;
        _shape = text is "*" or "*:*" ? Shape.Any : Shape.Never;
        int colon = text.AsSpan().IndexOf(':');
        if (_shape == Shape.Any || !IsPossible(text, colon))
        {
            return;
        }

        ReadOnlySpan<char> name = text.AsSpan(colon + 1);
        int wildcard = name.IndexOfAny('*', '?');
        int literal = wildcard < 0 ? name.Length : wildcard;
        if (colon + 1 + literal > ActionName.LengthMax)
        {
            return;
        }

        _shape = wildcard < 0 ? Shape.Exact : ShapeOf(name, wildcard);
        _length = (ushort)(colon + 1 + literal);
        _service = ServiceNumber.Of(text.AsSpan(0, colon));
        _key = ActionKey.Of(name[..literal]);
        _shift = wildcard < 0 ? (byte)0 : ActionKey.ShiftFor(literal);
        _isKeyEnough = _shape != Shape.Glob && _service != ServiceNumber.None && literal <= ActionKey.Length;
    }

    private enum Shape : byte
    {
        Never = 0,
        Any,
        Exact,
        Prefix,
        Glob,
    }

    /// <summary>The number of its service; none where it is of any or has no number.</summary>
    public ushort Service => _service;

    /// <summary>The bits of the services it may match: all of them for <c>*</c>.</summary>
    public ulong ServiceBits => _shape switch
    {
        Shape.Any => ulong.MaxValue,
        Shape.Never => 0,
        _ => ServiceNumber.BitOf(_service),
    };

    /// <summary>Whether the entry matches an action.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(ActionFacts action)
    {
        bool mayMatch = action.Service == _service && (action.Key ^ _key) >> _shift == 0;
        return mayMatch && _isKeyEnough
            ? _shape == Shape.Prefix || action.Length == _length
            : _shape == Shape.Any || (mayMatch && MatchesRest(action));
    }

    private static bool IsPossible(string text, int colon) =>
        colon > 0
        && colon < text.Length - 1
        && !text.AsSpan(0, colon).ContainsAnyExcept(ActionCharacters.OfService)
        && !text.AsSpan(colon + 1).ContainsAnyExcept(ActionCharacters.OfNamePattern);

    private static Shape ShapeOf(ReadOnlySpan<char> name, int wildcard) =>
        name[wildcard] == '*' && wildcard == name.Length - 1 ? Shape.Prefix : Shape.Glob;

    /// <summary>
    /// The rest of the pattern against the rest of the name, both ASCII. The last <c>*</c> takes one character more at
    /// each failure, so that the time is at most the product of both lengths.
    /// </summary>
    private static bool MatchesGlob(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int at = 0;
        int star = -1;
        int taken = 0;
        int index = 0;
        while (index < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                taken = index;
            }
            else if (at < pattern.Length && (pattern[at] == '?' || IsSame(pattern[at], name[index])))
            {
                at++;
                index++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                index = ++taken;
            }
            else
            {
                return false;
            }
        }

        return pattern[at..].TrimStart('*').IsEmpty;
    }

    private static bool IsSame(char left, char right) =>
        left == right || (char.IsAsciiLetter(left) && (left | 0x20) == (right | 0x20));

    /// <summary>The rest, for an action whose service and beginning are those of the entry.</summary>
    private bool MatchesRest(ActionFacts action) => _shape switch
    {
        Shape.Prefix => StartsLike(action.Text),
        Shape.Exact => action.Length == _length && StartsLike(action.Text),
        Shape.Glob => StartsLike(action.Text) && MatchesGlob(_text.AsSpan(_length), action.Text.AsSpan(_length)),
        _ => false,
    };

    private bool StartsLike(string action) =>
        action.Length >= _length && Ascii.EqualsIgnoreCase(action.AsSpan(0, _length), _text.AsSpan(0, _length));
}
