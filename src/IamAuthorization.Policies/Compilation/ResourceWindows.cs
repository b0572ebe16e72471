using System.Numerics;

namespace IamAuthorization.Policies;

/// <summary>
/// Statements by a window of their resources: eight literal characters that whatever they match must hold, chosen so
/// that few other statements have the same. Where a pattern begins with plain text, the window stands at a known place;
/// else the text is searched for it. The time of a look-up depends on the length of the resource alone.
/// </summary>
internal sealed class ResourceWindows
{
    private const int NoRow = -1;
    private const int FilterBitsPerRow = 16;

    private readonly Row[] _rows;
    private readonly Slot[] _slots;
    private readonly int[] _places;
    private readonly ulong[] _filter;

    /// <summary>Builds the windows of statements.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="windowed">Those that a look-up finds.</param>
    /// <param name="rest">The others: their resources have no window, or one that too many share.</param>
    public ResourceWindows(
        CompiledStatement[] statements, out CompiledStatement[] windowed, out CompiledStatement[] rest)
    {
        var chooser = new WindowChooser(statements);
        List<WindowChoice> choices = chooser.Choose(out windowed, out rest);
        _rows = new Row[choices.Count];
        _slots = new Slot[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, 2 * choices.Count))];
        _places = [.. choices.Select(choice => choice.Place).Where(place => place >= 0).Distinct().Order()];
        int inner = choices.Count(choice => choice.Place == ResourceWindow.Anywhere);
        _filter = inner == 0
            ? []
            : new ulong[Math.Max(1, BitOperations.RoundUpToPowerOf2((uint)(inner * FilterBitsPerRow)) / 64)];
        for (int index = 0; index < choices.Count; index++)
        {
            Put(index, choices[index]);
        }
    }

    /// <summary>Hands the matching statements to the collector.</summary>
    /// <param name="collector">The collector.</param>
    /// <param name="frame">The question.</param>
    /// <param name="mayDeny">Whether a Deny among the statements covers the action.</param>
    /// <returns>Whether the collector has seen enough.</returns>
    public bool Collect<TCollector>(ref TCollector collector, in EvaluationFrame frame, bool mayDeny)
        where TCollector : struct, IMatchCollector
    {
        ReadOnlySpan<char> resource = frame.Resource.Text;
        int last = resource.Length - ResourceWindow.Width;
        foreach (int place in _places)
        {
            if (place > last)
            {
                break;
            }

            ulong hash = ResourceWindow.Hash(resource, place, place);
            if (Collect(hash, ref collector, in frame, mayDeny))
            {
                return true;
            }
        }

        return _filter.Length > 0 && Search(resource, ref collector, in frame, mayDeny);
    }

    private bool Search<TCollector>(
        ReadOnlySpan<char> resource, ref TCollector collector, in EvaluationFrame frame, bool mayDeny)
        where TCollector : struct, IMatchCollector
    {
        ulong[] filter = _filter;
        for (int index = 0; index <= resource.Length - ResourceWindow.Width; index++)
        {
            ulong hash = ResourceWindow.Hash(resource, index, ResourceWindow.Anywhere);
            bool mayBeThere = (filter[(int)(hash >> 6) & (filter.Length - 1)] & (1UL << (int)(hash & 63))) != 0;
            if (mayBeThere && Collect(hash, ref collector, in frame, mayDeny))
            {
                return true;
            }
        }

        return false;
    }

    private bool Collect<TCollector>(ulong hash, ref TCollector collector, in EvaluationFrame frame, bool mayDeny)
        where TCollector : struct, IMatchCollector
    {
        for (int index = FirstRow(hash); index != NoRow; index = _rows[index].Next)
        {
            ref readonly Row row = ref _rows[index];
            CompiledStatement statement = row.Statement;
            bool isWanted = collector.WantsAllow || (mayDeny && statement.IsDeny);
            if (isWanted
                && row.Resource.Matches(in frame)
                && statement.MatchesAction(frame.Action)
                && statement.MatchesConditions(in frame)
                && collector.Add(statement, in frame))
            {
                return true;
            }
        }

        return !mayDeny && !collector.WantsAllow;
    }

    private int FirstRow(ulong hash)
    {
        Slot[] slots = _slots;
        uint tag = TagOf(hash);
        int mask = slots.Length - 1;
        for (int slot = (int)(hash >> 32) & mask; slots[slot].Tag != 0; slot = (slot + 1) & mask)
        {
            if (slots[slot].Tag == tag)
            {
                return slots[slot].First;
            }
        }

        return NoRow;
    }

    private void Put(int index, in WindowChoice choice)
    {
        if (choice.Place == ResourceWindow.Anywhere)
        {
            _filter[(int)(choice.Hash >> 6) & (_filter.Length - 1)] |= 1UL << (int)(choice.Hash & 63);
        }

        uint tag = TagOf(choice.Hash);
        int mask = _slots.Length - 1;
        int slot = (int)(choice.Hash >> 32) & mask;
        while (_slots[slot].Tag != 0 && _slots[slot].Tag != tag)
        {
            slot = (slot + 1) & mask;
        }

        int next = _slots[slot].Tag == 0 ? NoRow : _slots[slot].First;
        _rows[index] = new Row(choice.Resource, choice.Statement.Policy, choice.Statement.Index, next);
        _slots[slot] = new Slot(tag, index);
    }

    // WHY: 0 marks an empty slot. Windows whose tags are equal share their rows, which are compared in full.
    private static uint TagOf(ulong hash) => (uint)hash | 1;

    private readonly record struct Slot(uint Tag, int First);

    private readonly struct Row(ResourcePattern resource, CompiledPolicy policy, int index, int next)
    {
        public readonly ResourcePattern Resource = resource;
        private readonly CompiledPolicy _policy = policy;
        private readonly int _index = index;
        public readonly int Next = next;

        public CompiledStatement Statement => new(_policy, _index);
    }
}
