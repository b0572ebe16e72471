namespace IamAuthorization.Policies;

/// <summary>
/// Finds the statements of a set that may match, by action and then by resource. It leaves out only what cannot match:
/// a set answers the same without it. What an action selects is worked out when the action is first asked for, and
/// kept; readers take no lock.
/// </summary>
internal sealed class StatementIndex
{
    private const int ViewsMax = 4_096;

    private readonly ActionClasses _classes = new();
    private readonly IndexedStatement[] _rest;
    private readonly IndexedStatement[] _windowed;
    private readonly ResourceWindows _windows;
    private readonly Lock _writing = new();
    private ActionView?[] _views = new ActionView?[16];
    private int _count;

    public StatementIndex(CompiledPolicy[] policies)
    {
        IndexedStatement[] statements =
        [
            .. policies
                .SelectMany(policy => policy.Statements)
                .Select(statement => new IndexedStatement(statement, _classes.NumberOf(statement))),
        ];
        _windows = new ResourceWindows(statements, out _windowed, out _rest);
    }

    /// <summary>
    /// Hands the matching statements to the collector; false, and nothing done, for an action that there is no more
    /// room for.
    /// </summary>
    public bool TryCollect<TCollector>(ref TCollector collector, in EvaluationFrame frame)
        where TCollector : struct, IMatchCollector
    {
        ActionFacts action = frame.Action;
        ActionView? view = Find(Volatile.Read(ref _views), action) ?? Add(action);
        view?.Collect(ref collector, in frame);
        return view is not null;
    }

    private static ActionView? Find(ActionView?[] views, ActionFacts action)
    {
        int mask = views.Length - 1;
        for (int slot = action.Hash & mask; views[slot] is { } view; slot = (slot + 1) & mask)
        {
            if (ReferenceEquals(view.Action, action) || view.Action.IsSame(action))
            {
                return view;
            }
        }

        return null;
    }

    private ActionView? Add(ActionFacts action)
    {
        lock (_writing)
        {
            if (Find(_views, action) is { } present)
            {
                return present;
            }

            if (_count == ViewsMax)
            {
                return null;
            }

            var view = new ActionView(action, _classes.Covering(action), _rest, _windowed, _windows);
            if (2 * (_count + 1) > _views.Length)
            {
                Volatile.Write(ref _views, Grown(_views));
            }

            Put(_views, view);
            _count++;
            return view;
        }
    }

    private static ActionView?[] Grown(ActionView?[] views)
    {
        var grown = new ActionView?[2 * views.Length];
        foreach (ActionView? view in views)
        {
            if (view is not null)
            {
                Put(grown, view);
            }
        }

        return grown;
    }

    private static void Put(ActionView?[] views, ActionView view)
    {
        int mask = views.Length - 1;
        int slot = view.Action.Hash & mask;
        while (views[slot] is not null)
        {
            slot = (slot + 1) & mask;
        }

        Volatile.Write(ref views[slot], view);
    }
}
