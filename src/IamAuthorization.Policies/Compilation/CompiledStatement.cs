namespace IamAuthorization.Policies;

/// <summary>One statement, compiled: everything that does not depend on the request is done.</summary>
internal sealed class CompiledStatement
{
    private readonly PrincipalPattern[]? _principals;
    private readonly ActionPattern[] _actions;
    private readonly ArnPattern[]? _resources;
    private readonly CompiledCondition[] _conditions;

    public CompiledStatement(string policyName, int index, PolicyStatement source, bool hasVariables)
    {
        Source = source;
        Reference = new StatementReference(policyName, index, source.Sid, source.Effect);
        _principals = source.Principals is { } principals
            ? [.. principals.Select(principal => new PrincipalPattern(principal))]
            : null;
        _actions = [.. source.Actions.Select(action => new ActionPattern(action))];
        _resources = source.Resources is { } resources
            ? [.. resources.Select(resource => ArnPattern.OfResource(resource, hasVariables))]
            : null;
        _conditions = [.. source.Conditions.Select(condition => new CompiledCondition(condition, hasVariables))];
    }

    public PolicyStatement Source { get; }

    public StatementReference Reference { get; }

    public ReadOnlySpan<CompiledCondition> Conditions => _conditions;

    /// <summary>Every condition key the statement names, in conditions and variables.</summary>
    public IEnumerable<ConditionKey> Keys => _conditions
        .SelectMany(condition => condition.Keys)
        .Concat((_resources ?? []).SelectMany(resource => resource.VariableKeys));

    /// <summary>Whether action, resource and condition match; the principal is not asked.</summary>
    public bool Matches(in EvaluationFrame frame) =>
        MatchesAction(in frame) && MatchesResource(in frame) && MatchesConditions(in frame);

    /// <summary>Action any-match, NotAction none-match. An empty list matches nothing (PL-09).</summary>
    public bool MatchesAction(in EvaluationFrame frame)
    {
        foreach (ActionPattern action in _actions)
        {
            if (action.Matches(in frame))
            {
                return !Source.IsNotAction;
            }
        }

        return Source.IsNotAction && _actions.Length > 0;
    }

    /// <summary>Resource any-match, NotResource none-match; without either, the attached resource (PL-20).</summary>
    public bool MatchesResource(in EvaluationFrame frame)
    {
        if (_resources is null)
        {
            return true;
        }

        foreach (ArnPattern resource in _resources)
        {
            if (resource.Matches(in frame))
            {
                return !Source.IsNotResource;
            }
        }

        return Source.IsNotResource && _resources.Length > 0;
    }

    /// <summary>All tests hold; one that is unknown holds in a Deny and fails in an Allow (conditions §3.9).</summary>
    public bool MatchesConditions(in EvaluationFrame frame)
    {
        foreach (CompiledCondition condition in _conditions)
        {
            if (!Holds(condition.Evaluate(in frame)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a test with that result lets the statement apply.</summary>
    public bool Holds(Truth truth) =>
        truth == Truth.True || (truth == Truth.Unknown && Source.Effect == PolicyEffect.Deny);

    /// <summary>How closely the statement names the caller; for resource and trust policies and RCPs.</summary>
    public PrincipalMatchLevel LevelOf(in EvaluationFrame frame)
    {
        if (_principals is null)
        {
            // WHY: such a document does not pass the reader. If it ever came here, it must not open anything.
            return Source.Effect == PolicyEffect.Deny ? PrincipalMatchLevel.Direct : PrincipalMatchLevel.None;
        }

        if (Source.IsNotPrincipal)
        {
            bool applies = _principals.Length > 0 && Source.Effect == PolicyEffect.Deny && !IsExempt(in frame);
            return applies ? PrincipalMatchLevel.Direct : PrincipalMatchLevel.None;
        }

        PrincipalMatchLevel highest = PrincipalMatchLevel.None;
        foreach (PrincipalPattern principal in _principals)
        {
            PrincipalMatchLevel level = principal.LevelOf(in frame);
            highest = level > highest ? level : highest;
        }

        return highest;
    }

    /// <summary>EV-41, EV-42: exempt is who has no boundary and whose whole chain is listed.</summary>
    private bool IsExempt(in EvaluationFrame frame)
    {
        IamPrincipal caller = frame.Principal;
        if (frame.HasPermissionsBoundary)
        {
            return false;
        }

        return caller.Kind switch
        {
            IamPrincipalKind.Root => NamesAccount(caller),
            IamPrincipalKind.User => NamesAccount(caller) && NamesEntity(caller),
            IamPrincipalKind.RoleSession or IamPrincipalKind.FederatedUser =>
                NamesAccount(caller) && NamesEntity(caller) && NamesSelf(caller),
            IamPrincipalKind.Service => NamesSelf(caller),
            _ => false,
        };
    }

    private bool NamesAccount(IamPrincipal caller) =>
        Array.Exists(_principals!, principal => principal.NamesAccountOf(caller));

    private bool NamesEntity(IamPrincipal caller) =>
        Array.Exists(_principals!, principal => principal.NamesEntityOf(caller));

    private bool NamesSelf(IamPrincipal caller) =>
        Array.Exists(_principals!, principal => principal.NamesSelf(caller));
}
