namespace IamAuthorization.Policies;

/// <summary>A document compiled once per version: immutable and shared among all who have it.</summary>
public sealed class CompiledPolicy
{
    private readonly StatementRow[] _rows;
    private readonly ActionPattern[] _actions;
    private readonly ResourcePattern[] _resources;
    private readonly CompiledCondition[] _conditions;
    private readonly PrincipalPattern[]?[]? _principals;

    /// <summary>Compiles a document.</summary>
    /// <param name="name">The name that decisions and explanations use, for example the policy's ARN.</param>
    /// <param name="document">The document.</param>
    public CompiledPolicy(string name, PolicyDocument document)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(document);
        Name = name;
        Document = document;
        var compiler = new PolicyCompiler(document);
        _rows = compiler.Rows;
        _actions = compiler.Actions;
        _resources = compiler.Resources;
        _conditions = compiler.Conditions;
        _principals = compiler.Principals;
        Services = compiler.Services;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The document.</summary>
    public PolicyDocument Document { get; }

    /// <summary>
    /// The bits of all services whose actions a statement may cover: an action with another bit matches nothing here.
    /// </summary>
    internal ulong Services { get; }

    internal int StatementCount => _rows.Length - 1;

    internal CompiledStatement this[int index] => new(this, index);

    internal IEnumerable<CompiledStatement> Statements =>
        Enumerable.Range(0, StatementCount).Select(index => new CompiledStatement(this, index));

    /// <summary>Hands the matching statements to the collector, one by one, until it is done.</summary>
    internal void Collect<TCollector>(ref TCollector collector, in EvaluationFrame frame)
        where TCollector : struct, IMatchCollector
    {
        StatementRow[] rows = _rows;
        ushort service = frame.Action.Service;
        bool wantsAllow = collector.WantsAllow;
        for (int index = 0; index < rows.Length - 1; index++)
        {
            bool isDeny = (rows[index].Traits & StatementTraits.Deny) != StatementTraits.None;
            if (rows[index].MayCover(service)
                && (isDeny || wantsAllow)
                && MatchesAction(index, frame.Action)
                && MatchesResource(index, in frame)
                && MatchesConditions(index, in frame))
            {
                collector.Add(this, index, isDeny, in frame);
                if (collector.IsDone)
                {
                    return;
                }

                wantsAllow = collector.WantsAllow;
            }
        }
    }

    internal bool Has(int index, StatementTraits traits) => (_rows[index].Traits & traits) != StatementTraits.None;

    internal ReadOnlySpan<ResourcePattern> ResourcesOf(int index) =>
        _resources.AsSpan(_rows[index].Resources, _rows[index + 1].Resources - _rows[index].Resources);

    internal ReadOnlySpan<CompiledCondition> ConditionsOf(int index) =>
        _conditions.AsSpan(_rows[index].Conditions, _rows[index + 1].Conditions - _rows[index].Conditions);

    internal PrincipalPattern[]? PrincipalsOf(int index) => _principals?[index];

    /// <summary>Action any-match, NotAction none-match. An empty list matches nothing (PL-09).</summary>
    internal bool MatchesAction(int index, ActionFacts action)
    {
        StatementRow[] rows = _rows;
        int end = rows[index + 1].Actions;
        for (int at = rows[index].Actions; at < end; at++)
        {
            if (_actions[at].Matches(action))
            {
                return !Has(index, StatementTraits.NotAction);
            }
        }

        return Has(index, StatementTraits.NotAction) && end > rows[index].Actions;
    }

    /// <summary>Resource any-match, NotResource none-match; without either, the attached resource (PL-20).</summary>
    internal bool MatchesResource(int index, in EvaluationFrame frame)
    {
        StatementRow[] rows = _rows;
        int end = rows[index + 1].Resources;
        for (int at = rows[index].Resources; at < end; at++)
        {
            if (_resources[at].Matches(in frame))
            {
                return !Has(index, StatementTraits.NotResource);
            }
        }

        return Has(index, StatementTraits.AttachedResource)
            || (Has(index, StatementTraits.NotResource) && end > rows[index].Resources);
    }

    /// <summary>All tests hold; one that is unknown holds in a Deny and fails in an Allow (conditions §3.9).</summary>
    internal bool MatchesConditions(int index, in EvaluationFrame frame)
    {
        StatementRow[] rows = _rows;
        int end = rows[index + 1].Conditions;
        for (int at = rows[index].Conditions; at < end; at++)
        {
            if (!Holds(index, _conditions[at].Evaluate(in frame)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a test with that result lets the statement apply.</summary>
    internal bool Holds(int index, Truth truth) =>
        Holds(truth, Has(index, StatementTraits.Deny));

    /// <summary>Whether a test with that result lets a statement of that effect apply.</summary>
    internal static bool Holds(Truth truth, bool isDeny) => truth == Truth.True || (truth == Truth.Unknown && isDeny);
}
