using System.Numerics;

namespace IamAuthorization.Policies;

/// <summary>
/// Chooses a window for each resource of each statement: first counts how many resources have each window, then takes
/// one that few others have, at a known place if there is one, and the earliest of those, so that most statements
/// share their place.
/// </summary>
internal sealed class WindowChooser
{
    /// <summary>A window that more resources have selects too little.</summary>
    private const int SharedMax = 8;

    private const int AlmostUnique = 2;
    private const int WindowsPerResourceMax = 64;
    private const int CountersPerResource = 16;

    private readonly CompiledStatement[] _statements;
    private readonly byte[] _counts;

    public WindowChooser(CompiledStatement[] statements)
    {
        _statements = statements;
        long resources = statements.Sum(statement => (long)statement.Resources.Length);
        _counts = new byte[BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, resources) * CountersPerResource)];
        foreach (CompiledStatement statement in statements)
        {
            foreach (ref readonly ResourcePattern resource in statement.Resources)
            {
                Count(resource);
            }
        }
    }

    /// <summary>Chooses the windows, and parts the statements that have one for each resource from the others.</summary>
    public List<WindowChoice> Choose(out CompiledStatement[] windowed, out CompiledStatement[] rest)
    {
        var choices = new List<WindowChoice>(_statements.Length);
        var found = new List<CompiledStatement>(_statements.Length);
        var others = new List<CompiledStatement>();
        foreach (CompiledStatement statement in _statements)
        {
            (TryChoose(statement, choices) ? found : others).Add(statement);
        }

        windowed = [.. found];
        rest = [.. others];
        return choices;
    }

    private bool TryChoose(CompiledStatement statement, List<WindowChoice> choices)
    {
        int before = choices.Count;
        bool hasAll = statement.NamesResources;
        foreach (ref readonly ResourcePattern resource in statement.Resources)
        {
            hasAll = hasAll && TryChoose(statement, resource, choices);
        }

        if (!hasAll)
        {
            choices.RemoveRange(before, choices.Count - before);
        }

        return hasAll;
    }

    private bool TryChoose(CompiledStatement statement, ResourcePattern resource, List<WindowChoice> choices)
    {
        int best = SharedMax + 1;
        ulong hash = 0;
        int place = 0;
        foreach (LiteralRun run in resource.Literals)
        {
            ReadOnlySpan<char> text = run.Text.Span;
            for (int index = 0; index < WindowsOf(text) && best > AlmostUnique; index++)
            {
                int at = run.IsHead ? index : ResourceWindow.Anywhere;
                ulong candidate = ResourceWindow.Hash(text, index, at);
                int count = CountOf(candidate);
                if (count < best)
                {
                    best = count;
                    hash = candidate;
                    place = at;
                }
            }

            // WHY: a known place is looked up at once, any other is searched for; a head that selects is enough.
            if (best <= SharedMax)
            {
                break;
            }
        }

        if (best <= SharedMax)
        {
            choices.Add(new WindowChoice(statement, resource, hash, place));
        }

        return best <= SharedMax;
    }

    private static int WindowsOf(ReadOnlySpan<char> text) =>
        Math.Min(text.Length - ResourceWindow.Width + 1, WindowsPerResourceMax);

    private int CountOf(ulong hash) => _counts[hash & (ulong)(_counts.Length - 1)];

    private void Count(ResourcePattern resource)
    {
        foreach (LiteralRun run in resource.Literals)
        {
            ReadOnlySpan<char> text = run.Text.Span;
            for (int index = 0; index < WindowsOf(text); index++)
            {
                ulong hash = ResourceWindow.Hash(text, index, run.IsHead ? index : ResourceWindow.Anywhere);
                ref byte count = ref _counts[hash & (ulong)(_counts.Length - 1)];
                count += count == byte.MaxValue ? (byte)0 : (byte)1;
            }
        }
    }
}
