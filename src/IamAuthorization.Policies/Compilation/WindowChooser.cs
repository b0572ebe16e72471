using System.Numerics;

namespace IamAuthorization.Policies;

/// <summary>
/// Chooses a window for each resource of each statement: one that few other resources have. Windows at a known place
/// come first, and of those the places that serve most resources, because each place costs a look-up.
/// </summary>
internal sealed class WindowChooser
{
    /// <summary>A window that more resources have selects too little.</summary>
    private const int SharedMax = 8;

    /// <summary>A place is judged by the resources that have a window there which at most so many share.</summary>
    private const int SharedAtGoodPlaceMax = 4;

    private const int PlacesMax = 128;
    private const int CountersPerResource = 16;

    private readonly IndexedStatement[] _statements;
    private readonly byte[] _counts;
    private readonly int _countShift;
    private readonly int[] _placesByUse;

    public WindowChooser(IndexedStatement[] statements)
    {
        _statements = statements;
        long resources = statements.Sum(entry => (long)entry.Statement.Resources.Length);
        ulong counters = BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, resources) * CountersPerResource);
        _counts = new byte[counters];
        _countShift = 64 - BitOperations.Log2(counters);
        CountWindows();
        _placesByUse = PlacesByUse();
    }

    /// <summary>Chooses the windows, and parts the statements that have one for each resource from the others.</summary>
    public List<WindowChoice> Choose(out IndexedStatement[] windowed, out IndexedStatement[] rest)
    {
        var choices = new List<WindowChoice>(_statements.Length);
        var found = new List<IndexedStatement>(_statements.Length);
        var others = new List<IndexedStatement>();
        foreach (IndexedStatement entry in _statements)
        {
            (TryChoose(entry, choices) ? found : others).Add(entry);
        }

        windowed = [.. found];
        rest = [.. others];
        return choices;
    }

    private bool TryChoose(IndexedStatement entry, List<WindowChoice> choices)
    {
        int before = choices.Count;
        bool hasAll = entry.Statement.NamesResources;
        foreach (ref readonly ResourcePattern resource in entry.Statement.Resources)
        {
            hasAll = hasAll
                && (TryChooseHead(entry, in resource, choices) || TryChooseInner(entry, in resource, choices));
        }

        if (!hasAll)
        {
            choices.RemoveRange(before, choices.Count - before);
        }

        return hasAll;
    }

    private bool TryChooseHead(IndexedStatement entry, in ResourcePattern resource, List<WindowChoice> choices)
    {
        ReadOnlySpan<char> head = resource.Head;
        foreach (int place in _placesByUse)
        {
            if (place < WindowsOf(head) && Counter(head, place, place) <= SharedMax)
            {
                choices.Add(new WindowChoice(entry, resource, ResourceWindow.At(head, place), place));
                return true;
            }
        }

        return false;
    }

    private bool TryChooseInner(IndexedStatement entry, in ResourcePattern resource, List<WindowChoice> choices)
    {
        int fewest = SharedMax + 1;
        ResourceWindow window = default;
        foreach (string run in resource.InnerRuns)
        {
            for (int index = 0; index < WindowsOf(run); index++)
            {
                int count = Counter(run, index, ResourceWindow.Anywhere);
                if (count < fewest)
                {
                    fewest = count;
                    window = ResourceWindow.At(run, index);
                }
            }
        }

        if (fewest > SharedMax)
        {
            return false;
        }

        choices.Add(new WindowChoice(entry, resource, window, ResourceWindow.Anywhere));
        return true;
    }

    private void CountWindows()
    {
        foreach (IndexedStatement entry in _statements)
        {
            foreach (ref readonly ResourcePattern resource in entry.Statement.Resources)
            {
                Count(resource.Head, isHead: true);
                foreach (string run in resource.InnerRuns)
                {
                    Count(run, isHead: false);
                }
            }
        }
    }

    private void Count(ReadOnlySpan<char> run, bool isHead)
    {
        for (int index = 0; index < WindowsOf(run); index++)
        {
            ref byte count = ref Counter(run, index, isHead ? index : ResourceWindow.Anywhere);
            count += count == byte.MaxValue ? (byte)0 : (byte)1;
        }
    }

    /// <summary>The places at which any resource has a window that selects, those of most resources first.</summary>
    private int[] PlacesByUse()
    {
        var uses = new int[PlacesMax];
        foreach (IndexedStatement entry in _statements)
        {
            foreach (ref readonly ResourcePattern resource in entry.Statement.Resources)
            {
                ReadOnlySpan<char> head = resource.Head;
                for (int place = 0; place < WindowsOf(head); place++)
                {
                    uses[place] += Counter(head, place, place) <= SharedAtGoodPlaceMax ? 1 : 0;
                }
            }
        }

        return
        [
            .. Enumerable.Range(0, PlacesMax).Where(place => uses[place] > 0).OrderByDescending(place => uses[place]),
        ];
    }

    private static int WindowsOf(ReadOnlySpan<char> run) =>
        Math.Min(run.Length - ResourceWindow.Width + 1, PlacesMax);

    private ref byte Counter(ReadOnlySpan<char> run, int index, int place) =>
        ref _counts[ResourceWindow.At(run, index).Hash(place) >> _countShift];
}
