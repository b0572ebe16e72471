namespace IamAuthorization.Policies;

/// <summary>
/// One resource of a statement under its window. Where its plain text ends within the eight characters behind the
/// window, the row holds all that is compared, and nothing else is looked at: on a large set each look elsewhere is a
/// miss of the cache.
/// </summary>
internal readonly struct WindowRow
{
    private readonly ResourceWindow _end;
    private readonly ushort _headLength;
    private readonly ushort _beginning;
    private readonly bool _isExact;

    public WindowRow(in WindowChoice choice, IndexedStatement entry, WindowBeginnings beginnings, int next)
    {
        CompiledStatement statement = entry.Statement;
        Window = choice.Window;
        Next = next;
        ActionClass = entry.ActionClass;
        IsDeny = statement.IsDeny;
        HasConditions = !statement.Conditions.IsEmpty;
        Policy = statement.Policy;
        Index = statement.Index;
        ref readonly ResourcePattern resource = ref statement.Resources[choice.Resource];
        ReadOnlySpan<char> head = statement.HeadOf(choice.Resource);
        bool isPlain = (resource.IsPrefix || resource.IsExact)
            && choice.Place >= 0
            && head.Length - choice.Place <= 2 * ResourceWindow.Width;
        if (isPlain)
        {
            _beginning = beginnings.NumberOf(head[..choice.Place]);
            _end = ResourceWindow.At(head, head.Length - ResourceWindow.Width);
            _headLength = (ushort)head.Length;
            _isExact = resource.IsExact;
        }
    }

    /// <summary>The window it is found under.</summary>
    public ResourceWindow Window { get; }

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

    /// <summary>Whether the statement covers the resource, which has the window at that place.</summary>
    public bool Matches(int place, string[] beginnings, in EvaluationFrame frame)
    {
        if (_beginning == WindowBeginnings.None)
        {
            return Policy.MatchesResource(Index, in frame);
        }

        ReadOnlySpan<char> resource = frame.ResourceText;
        string beginning = beginnings[_beginning];
        bool hasLength = _isExact ? resource.Length == _headLength : resource.Length >= _headLength;
        return hasLength
            && beginning.Length == place
            && ResourceWindow.At(resource, _headLength - ResourceWindow.Width) == _end
            && TextBlock.AreEqual(resource, beginning, place);
    }
}
