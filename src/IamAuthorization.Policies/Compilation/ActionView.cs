namespace IamAuthorization.Policies;

/// <summary>The statements of a set that cover one action, ordered for finding those that cover a resource too.</summary>
internal sealed class ActionView
{
    // WHY: so many statements are tried one by one as fast as a look-up by resource takes.
    private const int ScannedMax = 8;

    private readonly CompiledStatement[] _scanned;
    private readonly int _scannedDenies;
    private readonly ResourceWindows? _own;
    private readonly ResourceWindows? _shared;
    private readonly bool _ownMayDeny;
    private readonly bool _sharedMayDeny;

    /// <summary>Works out what an action selects.</summary>
    /// <param name="action">The action.</param>
    /// <param name="rest">The statements of the set that its windows do not hold, Deny first.</param>
    /// <param name="windowed">The statements that they hold, Deny first.</param>
    /// <param name="windows">The windows of the set.</param>
    public ActionView(
        ActionFacts action, CompiledStatement[] rest, CompiledStatement[] windowed, ResourceWindows windows)
    {
        Action = action;
        CompiledStatement[] matching = Array.FindAll(windowed, statement => statement.MatchesAction(action));
        _scanned = Array.FindAll(rest, statement => statement.MatchesAction(action));
        if (matching.Length + _scanned.Length <= ScannedMax)
        {
            _scanned = [.. _scanned.Concat(matching).OrderByDescending(statement => statement.IsDeny)];
            _scannedDenies = _scanned.Count(statement => statement.IsDeny);
            return;
        }

        _shared = matching.Length > 0 ? windows : null;
        _sharedMayDeny = HoldsDeny(matching);
        if (_scanned.Length > ScannedMax)
        {
            _own = new ResourceWindows(_scanned, out CompiledStatement[] found, out _scanned);
            _own = found.Length > 0 ? _own : null;
            _ownMayDeny = HoldsDeny(found);
        }

        _scannedDenies = _scanned.Count(statement => statement.IsDeny);
    }

    public ActionFacts Action { get; }

    public void Collect<TCollector>(ref TCollector collector, in EvaluationFrame frame)
        where TCollector : struct, IMatchCollector
    {
        CompiledStatement[] scanned = _scanned;
        for (int index = 0; index < scanned.Length && (index < _scannedDenies || collector.WantsAllow); index++)
        {
            CompiledStatement statement = scanned[index];
            if (statement.MatchesResource(in frame)
                && statement.MatchesConditions(in frame)
                && collector.Add(statement, in frame))
            {
                return;
            }
        }

        if (!Collect(_own, ref collector, in frame, _ownMayDeny))
        {
            Collect(_shared, ref collector, in frame, _sharedMayDeny);
        }
    }

    private static bool Collect<TCollector>(
        ResourceWindows? windows, ref TCollector collector, in EvaluationFrame frame, bool mayDeny)
        where TCollector : struct, IMatchCollector =>
        windows is not null
        && (mayDeny || collector.WantsAllow)
        && windows.Collect(ref collector, in frame, mayDeny);

    private static bool HoldsDeny(CompiledStatement[] statements) =>
        Array.Exists(statements, statement => statement.IsDeny);
}
