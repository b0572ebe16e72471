namespace IamAuthorization.Policies;

/// <summary>
/// One resource of a statement under its window. The row holds the resource, so that nothing else is looked at where it
/// is plain: on a large set each look elsewhere is a miss of the cache.
/// </summary>
internal readonly struct WindowRow
{
    private readonly ulong _window;
    private readonly ResourcePattern _resource;

    public WindowRow(in WindowChoice choice, IndexedStatement entry, int next)
    {
        CompiledStatement statement = entry.Statement;
        _window = choice.Window.High;
        _resource = statement.Resources[choice.Resource];
        Next = next;
        ActionClass = entry.ActionClass;
        IsDeny = statement.IsDeny;
        HasConditions = !statement.Conditions.IsEmpty;
        Policy = statement.Policy;
        Index = statement.Index;
    }

    /// <summary>The number, counted from 1, of the next row in the same slot; 0 for none.</summary>
    public int Next { get; }

    /// <summary>The statement's class by <see cref="ActionClasses"/>.</summary>
    public int ActionClass { get; }

    public bool IsDeny { get; }

    public bool HasConditions { get; }

    /// <summary>The policy of the statement.</summary>
    public CompiledPolicy Policy { get; }

    /// <summary>The statement's place in it.</summary>
    public int Index { get; }

    /// <summary>Whether the resource may have that window; its second half tells most others apart.</summary>
    public bool MayHave(ResourceWindow window) => window.High == _window;

    /// <summary>Whether the resource matches that of the request.</summary>
    public bool MatchesResource(in EvaluationFrame frame) => _resource.Matches(in frame);
}
