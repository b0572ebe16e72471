namespace IamAuthorization.Policies;

/// <summary>One resource of a statement that is tried when its action is asked for.</summary>
internal readonly struct ScanRow
{
    private readonly ResourcePattern _resource;
    private readonly bool _namesResource;
    private readonly CompiledCondition[] _conditions;

    private ScanRow(CompiledStatement statement, ResourcePattern resource)
    {
        Policy = statement.Policy;
        Index = statement.Index;
        IsDeny = statement.IsDeny;
        _resource = resource;
        _namesResource = statement.NamesResources;
        _conditions = statement.Conditions.ToArray();
    }

    /// <summary>The policy of the statement.</summary>
    public CompiledPolicy Policy { get; }

    /// <summary>The statement's place in it.</summary>
    public int Index { get; }

    public bool IsDeny { get; }

    /// <summary>How much there is to try, 0 for nothing: rows are tried in that order.</summary>
    private int Effort => (_namesResource && _resource.IsAny ? 0 : 1) + (_conditions.Length > 0 ? 2 : 0);

    /// <summary>The rows of statements: Deny first, and of either effect first what takes least to try.</summary>
    public static ScanRow[] Of(IEnumerable<CompiledStatement> statements) =>
    [
        .. statements.SelectMany(Of).OrderByDescending(row => row.IsDeny).ThenBy(row => row.Effort),
    ];

    /// <summary>Whether resource and conditions match, for an action that the statement covers.</summary>
    public bool Matches(in EvaluationFrame frame)
    {
        bool matchesResource = _namesResource
            ? _resource.Matches(in frame)
            : Policy.MatchesResource(Index, in frame);
        return matchesResource && MatchesConditions(in frame);
    }

    private bool MatchesConditions(in EvaluationFrame frame)
    {
        foreach (CompiledCondition condition in _conditions)
        {
            if (!CompiledPolicy.Holds(condition.Evaluate(in frame), IsDeny))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<ScanRow> Of(CompiledStatement statement) => statement.NamesResources
        ? statement.Resources.ToArray().Select(resource => new ScanRow(statement, resource))
        : [new ScanRow(statement, default)];
}
