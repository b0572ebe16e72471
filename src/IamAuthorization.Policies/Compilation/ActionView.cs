namespace IamAuthorization.Policies;

/// <summary>
/// The statements of a set that cover one action, ordered for finding those that cover a resource too.
/// </summary>
internal sealed class ActionView
{
    // WHY: so many statements are tried one by one as fast as a look-up by resource takes.
    private const int ScannedMax = 8;

    private readonly ulong[] _covering;
    private readonly ScanRow[] _scanned;
    private readonly int _scannedDenies;
    private readonly ResourceWindows? _own;
    private readonly ResourceWindows? _shared;
    private readonly bool _ownMayDeny;
    private readonly bool _sharedMayDeny;

    /// <summary>Works out what an action selects.</summary>
    /// <param name="action">The action.</param>
    /// <param name="covering">The lists of actions that cover it.</param>
    /// <param name="rest">The statements of the set that its windows do not hold.</param>
    /// <param name="windowed">The statements that they hold.</param>
    /// <param name="windows">The windows of the set.</param>
    public ActionView(
        ActionFacts action,
        ulong[] covering,
        IndexedStatement[] rest,
        IndexedStatement[] windowed,
        ResourceWindows windows)
    {
        Action = action;
        _covering = covering;
        IndexedStatement[] scanned = Array.FindAll(rest, IsCovering);
        IndexedStatement[] found = Array.FindAll(windowed, IsCovering);
        if (found.Length + scanned.Length <= ScannedMax)
        {
            scanned = [.. scanned, .. found];
        }
        else
        {
            _shared = found.Length > 0 ? windows : null;
            _sharedMayDeny = HoldsDeny(found);
            if (scanned.Length > ScannedMax)
            {
                var own = new ResourceWindows(scanned, out found, out scanned);
                _own = found.Length > 0 ? own : null;
                _ownMayDeny = HoldsDeny(found);
            }
        }

        _scanned = ScanRow.Of(scanned.Select(entry => entry.Statement));
        _scannedDenies = _scanned.Count(row => row.IsDeny);
    }

    public ActionFacts Action { get; }

    public void Collect<TCollector>(ref TCollector collector, in EvaluationFrame frame)
        where TCollector : struct, IMatchCollector
    {
        ScanRow[] scanned = _scanned;
        for (int index = 0; index < scanned.Length && (index < _scannedDenies || collector.WantsAllow); index++)
        {
            ref readonly ScanRow row = ref scanned[index];
            if (row.Matches(in frame))
            {
                collector.Add(row.Policy, row.Index, row.IsDeny, in frame);
                if (collector.IsDone)
                {
                    return;
                }
            }
        }

        Collect(_own, ref collector, in frame, _ownMayDeny);
        Collect(_shared, ref collector, in frame, _sharedMayDeny);
    }

    private static bool HoldsDeny(IndexedStatement[] entries) =>
        Array.Exists(entries, entry => entry.Statement.IsDeny);

    private void Collect<TCollector>(
        ResourceWindows? windows, ref TCollector collector, in EvaluationFrame frame, bool mayDeny)
        where TCollector : struct, IMatchCollector
    {
        if (windows is not null && !collector.IsDone && (mayDeny || collector.WantsAllow))
        {
            windows.Collect(ref collector, in frame, _covering, mayDeny);
        }
    }

    private bool IsCovering(IndexedStatement entry) => ActionClasses.IsSet(_covering, entry.ActionClass);
}
