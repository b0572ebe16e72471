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

    private const int SampleMax = 2_048;
    private const int PlacesMax = 128;
    private const int CountersPerResource = 8;

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

    /// <summary>Chooses windows, and parts the statements that have one for each resource from the others.</summary>
    public List<WindowChoice> Choose(out IndexedStatement[] windowed, out IndexedStatement[] rest)
    {
        var choices = new List<WindowChoice>(_statements.Length);
        var found = new List<IndexedStatement>(_statements.Length);
        var others = new List<IndexedStatement>();
        for (int entry = 0; entry < _statements.Length; entry++)
        {
            (TryChoose(entry, choices) ? found : others).Add(_statements[entry]);
        }

        windowed = [.. found];
        rest = [.. others];
        return choices;
    }

    private bool TryChoose(int entry, List<WindowChoice> choices)
    {
        CompiledStatement statement = _statements[entry].Statement;
        ReadOnlySpan<ResourcePattern> resources = statement.Resources;
        int before = choices.Count;
        bool hasAll = statement.NamesResources;
        for (int index = 0; index < resources.Length && hasAll; index++)
        {
            hasAll = TryChoose(statement, index, out int place, out ResourceWindow window);
            choices.Add(new WindowChoice(entry, index, place, window));
        }

        if (!hasAll)
        {
            choices.RemoveRange(before, choices.Count - before);
        }

        return hasAll;
    }

    private bool TryChoose(CompiledStatement statement, int resource, out int place, out ResourceWindow window)
    {
        ReadOnlySpan<char> head = statement.HeadOf(resource);
        foreach (int known in _placesByUse)
        {
            if (known < WindowsOf(head) && Counter(head, known, known) <= SharedMax)
            {
                place = known;
                window = ResourceWindow.At(head, known);
                return true;
            }
        }

        place = ResourceWindow.Anywhere;
        return TryChooseInner(in statement.Resources[resource], out window);
    }

    private bool TryChooseInner(in ResourcePattern resource, out ResourceWindow window)
    {
        int fewest = SharedMax + 1;
        window = default;
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

        return fewest <= SharedMax;
    }

    private void CountWindows()
    {
        foreach (IndexedStatement entry in _statements)
        {
            ReadOnlySpan<ResourcePattern> resources = entry.Statement.Resources;
            for (int index = 0; index < resources.Length; index++)
            {
                Count(entry.Statement.HeadOf(index), isHead: true);
                foreach (string run in resources[index].InnerRuns)
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

    /// <summary>
    /// The places at which a resource has a window that selects, those of most resources first. A sample tells.
    /// </summary>
    private int[] PlacesByUse()
    {
        var uses = new int[PlacesMax];
        int step = Math.Max(1, _statements.Length / SampleMax);
        for (int entry = 0; entry < _statements.Length; entry += step)
        {
            CompiledStatement statement = _statements[entry].Statement;
            for (int resource = 0; resource < statement.Resources.Length; resource++)
            {
                ReadOnlySpan<char> head = statement.HeadOf(resource);
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
