namespace IamAuthorization.Policies;

/// <summary>One statement of a compiled policy. The default value is no statement.</summary>
internal readonly struct CompiledStatement(CompiledPolicy policy, int index)
{
    private readonly CompiledPolicy? _policy = policy;
    private readonly int _index = index;

    /// <summary>Whether this is no statement.</summary>
    public bool IsNone => _policy is null;

    /// <summary>The policy it belongs to.</summary>
    public CompiledPolicy Policy => _policy!;

    /// <summary>Its place in the document, counted from 0.</summary>

    public int Index => _index;

    public PolicyStatement Source => Policy.Document.Statements[_index];

    public bool IsDeny => Has(StatementTraits.Deny);

    public ReadOnlySpan<ResourcePattern> Resources => Policy.ResourcesOf(_index);

    public ReadOnlySpan<CompiledCondition> Conditions => Policy.ConditionsOf(_index);

    /// <summary>Whether a resource can match only by being like one of <see cref="Resources"/>.</summary>
    public bool NamesResources => !Has(StatementTraits.NotResource | StatementTraits.AttachedResource);

    /// <summary>How decisions and explanations name it.</summary>
    public StatementReference Reference
    {
        get
        {
            PolicyStatement source = Source;
            return new StatementReference(Policy.Name, _index, source.Sid, source.Effect);
        }
    }

    /// <summary>Every condition key the statement names, in conditions and variables.</summary>
    public IEnumerable<ConditionKey> Keys => Conditions
        .ToArray()
        .SelectMany(condition => condition.Keys)
        .Concat(Resources.ToArray().SelectMany(resource => resource.VariableKeys));

    /// <summary>Action any-match, NotAction none-match. An empty list matches nothing (PL-09).</summary>
    public bool MatchesAction(ActionFacts action)
    {
        ReadOnlySpan<ActionPattern> patterns = Policy.ActionsOf(_index);
        foreach (ref readonly ActionPattern pattern in patterns)
        {
            if (pattern.Matches(action))
            {
                return !Has(StatementTraits.NotAction);
            }
        }

        return Has(StatementTraits.NotAction) && !patterns.IsEmpty;
    }

    /// <summary>Resource any-match, NotResource none-match; without either, the attached resource (PL-20).</summary>
    public bool MatchesResource(in EvaluationFrame frame)
    {
        ReadOnlySpan<ResourcePattern> patterns = Resources;
        foreach (ref readonly ResourcePattern pattern in patterns)
        {
            if (pattern.Matches(in frame))
            {
                return !Has(StatementTraits.NotResource);
            }
        }

        return Has(StatementTraits.AttachedResource) || (Has(StatementTraits.NotResource) && !patterns.IsEmpty);
    }

    /// <summary>All tests hold; one that is unknown holds in a Deny and fails in an Allow (conditions §3.9).</summary>
    public bool MatchesConditions(in EvaluationFrame frame)
    {
        foreach (CompiledCondition condition in Conditions)
        {
            if (!Holds(condition.Evaluate(in frame)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a test with that result lets the statement apply.</summary>
    public bool Holds(Truth truth) => truth == Truth.True || (truth == Truth.Unknown && IsDeny);

    /// <summary>How closely the statement names the caller; for resource and trust policies and RCPs.</summary>
    public PrincipalMatchLevel LevelOf(in EvaluationFrame frame)
    {
        if (Policy.PrincipalsOf(_index) is not { } principals)
        {
            // WHY: such a document does not pass the reader. If it ever came here, it must not open anything.
            return IsDeny ? PrincipalMatchLevel.Direct : PrincipalMatchLevel.None;
        }

        if (Has(StatementTraits.NotPrincipal))
        {
            bool applies = principals.Length > 0 && IsDeny && !PrincipalPattern.AreExempt(principals, in frame);
            return applies ? PrincipalMatchLevel.Direct : PrincipalMatchLevel.None;
        }

        PrincipalMatchLevel highest = PrincipalMatchLevel.None;
        foreach (PrincipalPattern principal in principals)
        {
            PrincipalMatchLevel level = principal.LevelOf(in frame);
            highest = level > highest ? level : highest;
        }

        return highest;
    }

    private bool Has(StatementTraits traits) => (Policy.TraitsOf(_index) & traits) != StatementTraits.None;
}
