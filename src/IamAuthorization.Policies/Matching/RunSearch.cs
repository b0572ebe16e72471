using System.Buffers;

namespace IamAuthorization.Policies;

/// <summary>
/// Finds a run of literals, variables and <c>?</c> in a text where it nearly matches at many places: all beginnings are
/// tried at once, 64 in a word, so that the time is proportional to text × run ÷ 64 whatever either holds.
/// </summary>
internal static class RunSearch
{
    // WHY: 16 KB of stack; only longer runs, which few documents have room for, borrow an array.
    private const int UnitsOnStack = 4_096;

    /// <summary>The end of the leftmost match at or after the position, by ordinal comparison, or -1.</summary>
    public static int Find(
        ReadOnlySpan<PatternToken> run, ReadOnlySpan<char> text, int position, in EvaluationFrame frame)
    {
        int count = CountOf(run, text.Length - position, in frame);
        if (count < 0)
        {
            return -1;
        }

        PatternUnit[]? borrowed = count > UnitsOnStack ? ArrayPool<PatternUnit>.Shared.Rent(count) : null;
        Span<PatternUnit> units = borrowed is null ? stackalloc PatternUnit[count] : borrowed.AsSpan(0, count);
        int end = TrySpell(run, units, in frame) ? Find(units, text, position) : -1;
        if (borrowed is not null)
        {
            ArrayPool<PatternUnit>.Shared.Return(borrowed);
        }

        return end;
    }

    /// <summary>How many units the run has; -1 when there are more than allowed, or a variable has no value.</summary>
    private static int CountOf(ReadOnlySpan<PatternToken> run, int countMax, in EvaluationFrame frame)
    {
        int count = 0;
        foreach (ref readonly PatternToken token in run)
        {
            int length = token.Kind == PatternTokenKind.AnyOne ? 1 : frame.TextOf(in token)?.Length ?? int.MaxValue;
            if (length > countMax - count)
            {
                return -1;
            }

            count += length;
        }

        return count;
    }

    /// <summary>Writes the run out, unless its variables have other values than when it was counted.</summary>
    private static bool TrySpell(
        ReadOnlySpan<PatternToken> run, Span<PatternUnit> units, in EvaluationFrame frame)
    {
        int count = 0;
        foreach (ref readonly PatternToken token in run)
        {
            bool isAnyOne = token.Kind == PatternTokenKind.AnyOne;
            string? text = isAnyOne ? "?" : frame.TextOf(in token);
            if (text is null || text.Length > units.Length - count)
            {
                return false;
            }

            foreach (char unit in text)
            {
                units[count++] = new PatternUnit { Unit = unit, IsAnyOne = isAnyOne };
            }
        }

        return count == units.Length;
    }

    private static int Find(Span<PatternUnit> units, ReadOnlySpan<char> text, int position)
    {
        int carried = 0;
        for (int start = position; start <= text.Length; start += TextWindow.Length)
        {
            ulong ends = EndsIn(new TextWindow(text[start..]), units, ref carried);
            if (ends != 0)
            {
                // WHY: a match that begins earlier never ends later, so the first end is that of the leftmost match.
                return start + (int)ulong.TrailingZeroCount(ends);
            }
        }

        return -1;
    }

    /// <summary>Where matches end in the window that begin in it or before.</summary>
    /// <param name="window">The window.</param>
    /// <param name="units">The run, with what the window before left in it.</param>
    /// <param name="carried">How many units of the run, from its first, may have left something.</param>
    private static ulong EndsIn(in TextWindow window, Span<PatternUnit> units, ref int carried)
    {
        int carriedBefore = carried;
        ulong ends = ulong.MaxValue;
        carried = 0;
        for (int index = 0; index < units.Length && (ends != 0 || index < carriedBefore); index++)
        {
            ref PatternUnit unit = ref units[index];
            ulong pairs = unit.IsAnyOne ? ends & window.Pairs : 0;
            ulong singles = ends & (unit.IsAnyOne ? window.Singles : window.Where(unit.Unit));
            ends = (singles << 1) | (pairs << 2) | unit.Carry;
            unit.Carry = (byte)((singles >> 63) | (pairs >> 62));
            carried = unit.Carry == 0 ? carried : index + 1;
        }

        return ends;
    }
}
