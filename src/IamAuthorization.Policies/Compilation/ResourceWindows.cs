using System.Numerics;

namespace IamAuthorization.Policies;

/// <summary>
/// Statements by a window of their resources: eight literal characters that whatever they match must hold, chosen so
/// that few other statements have the same. Where a pattern begins with plain text, the window stands at a known place;
/// else the text is searched for it. The time of a look-up depends on the length of the resource alone.
/// </summary>
internal sealed class ResourceWindows
{
    private readonly WindowRow[] _rows;
    private readonly int[] _slots;
    private readonly int _slotShift;
    private readonly WindowPlace[] _places;
    private readonly WindowFilter _filter;
    private readonly string[] _beginnings;

    /// <summary>Builds the windows of statements.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="windowed">Those that a look-up finds.</param>
    /// <param name="rest">The others: their resources have no window, or one that too many share.</param>
    public ResourceWindows(
        IndexedStatement[] statements, out IndexedStatement[] windowed, out IndexedStatement[] rest)
    {
        List<WindowChoice> choices = new WindowChooser(statements).Choose(out windowed, out rest);
        var beginnings = new WindowBeginnings();
        _rows = new WindowRow[choices.Count];
        _slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, choices.Count))];
        _slotShift = 64 - BitOperations.Log2((uint)_slots.Length);
        _filter = new WindowFilter(choices.Count(choice => choice.Place == ResourceWindow.Anywhere));
        var masks = new SortedDictionary<int, ulong>();
        for (int index = 0; index < choices.Count; index++)
        {
            WindowChoice choice = choices[index];
            Put(index, in choice, statements, beginnings);
            masks[choice.Place] = masks.GetValueOrDefault(choice.Place) | WindowPlace.BitOf(choice.Window.HalfHash());
        }

        masks.Remove(ResourceWindow.Anywhere);
        _places = [.. masks.Select(entry => new WindowPlace(entry.Key, entry.Value))];
        _beginnings = beginnings.ToArray();
    }

    /// <summary>Hands the matching statements to the collector.</summary>
    /// <param name="collector">The collector.</param>
    /// <param name="frame">The question.</param>
    /// <param name="covering">The lists of actions that cover the action.</param>
    /// <param name="mayDeny">Whether a Deny among the statements covers the action.</param>
    public void Collect<TCollector>(
        ref TCollector collector, in EvaluationFrame frame, ulong[] covering, bool mayDeny)
        where TCollector : struct, IMatchCollector
    {
        ReadOnlySpan<char> resource = frame.ResourceText;
        int last = resource.Length - ResourceWindow.Width;
        foreach (ref readonly WindowPlace place in _places.AsSpan())
        {
            if (place.Index > last)
            {
                break;
            }

            var window = ResourceWindow.At(resource, place.Index);
            if (place.MayHold(window) && !Wants(window, place.Index, ref collector, in frame, covering, mayDeny))
            {
                return;
            }
        }

        if (!_filter.IsEmpty)
        {
            Search(resource, ref collector, in frame, covering, mayDeny);
        }
    }

    private void Search<TCollector>(
        ReadOnlySpan<char> resource,
        ref TCollector collector,
        in EvaluationFrame frame,
        ulong[] covering,
        bool mayDeny)
        where TCollector : struct, IMatchCollector
    {
        for (int index = _filter.Next(resource, 0); index >= 0; index = _filter.Next(resource, index + 1))
        {
            var window = ResourceWindow.At(resource, index);
            if (!Wants(window, ResourceWindow.Anywhere, ref collector, in frame, covering, mayDeny))
            {
                return;
            }
        }
    }

    /// <summary>Hands over the statements of one window; whether others may still change anything.</summary>
    private bool Wants<TCollector>(
        ResourceWindow window,
        int place,
        ref TCollector collector,
        in EvaluationFrame frame,
        ulong[] covering,
        bool mayDeny)
        where TCollector : struct, IMatchCollector
    {
        for (int number = FirstRow(window.Hash(place)); number != 0; number = _rows[number - 1].Next)
        {
            ref readonly WindowRow row = ref _rows[number - 1];
            if (row.Window == window
                && (collector.WantsAllow || row.IsDeny)
                && ActionClasses.IsSet(covering, row.ActionClass)
                && row.Matches(place, _beginnings, in frame)
                && (!row.HasConditions || row.Policy.MatchesConditions(row.Index, in frame)))
            {
                collector.Add(row.Policy, row.Index, row.IsDeny, in frame);
                if (collector.IsDone)
                {
                    return false;
                }
            }
        }

        return mayDeny || collector.WantsAllow;
    }

    private int FirstRow(ulong hash) => _slots[(int)(hash >> _slotShift)];

    private void Put(
        int index, in WindowChoice choice, IndexedStatement[] statements, WindowBeginnings beginnings)
    {
        ref int slot = ref _slots[(int)(choice.Window.Hash(choice.Place) >> _slotShift)];
        _rows[index] = new WindowRow(in choice, statements[choice.Entry], beginnings, next: slot);
        slot = index + 1;
        if (choice.Place == ResourceWindow.Anywhere)
        {
            _filter.Add(choice.Window);
        }
    }
}
