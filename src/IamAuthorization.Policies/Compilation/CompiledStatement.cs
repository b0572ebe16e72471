namespace IamAuthorization.Policies;

/// <summary>One statement of a compiled policy. The default value is no statement.</summary>
internal readonly struct CompiledStatement(CompiledPolicy policy, int index)
{
    private readonly CompiledPolicy? _policy = policy;

    // WHY: 64 bits, like all numbers in what a decision hands on. A struct that is written in parts and then copied
    // as a whole makes the processor wait until all parts have reached the cache.
    private readonly long _index = index;

    /// <summary>Whether this is no statement.</summary>
    public bool IsNone => _policy is null;

    /// <summary>The policy it belongs to.</summary>
    public CompiledPolicy Policy => _policy!;

    /// <summary>Its place in the document, counted from 0.</summary>
    public int Index => (int)_index;

    public PolicyStatement Source => Policy.Document.Statements[Index];

    public bool IsDeny => Has(StatementTraits.Deny);

    public ReadOnlySpan<ResourcePattern> Resources => Policy.ResourcesOf(Index);

    public ReadOnlySpan<CompiledCondition> Conditions => Policy.ConditionsOf(Index);

    /// <summary>Whether a resource can match only by being like one of <see cref="Resources"/>.</summary>
    public bool NamesResources => !Has(StatementTraits.NotResource | StatementTraits.AttachedResource);

    /// <summary>How decisions and explanations name it.</summary>
    public StatementReference Reference => new(Policy, Index);

    /// <summary>Every condition key the statement names, in conditions and variables.</summary>
    public IEnumerable<ConditionKey> Keys => Conditions
        .ToArray()
        .SelectMany(condition => condition.Keys)
        .Concat(Resources.ToArray().SelectMany(resource => resource.VariableKeys));

    /// <summary>The text that everything begins with that the resource of that place matches.</summary>
    public ReadOnlySpan<char> HeadOf(int resource) =>
        Resources[resource].HeadOf(Source.Resources.GetValueOrDefault([])[resource]);

    /// <summary>Whether it covers an action.</summary>
    public bool MatchesAction(ActionFacts action) => Policy.MatchesAction(Index, action);

    /// <summary>Whether it covers the resource of the request.</summary>
    public bool MatchesResource(in EvaluationFrame frame) => Policy.MatchesResource(Index, in frame);

    /// <summary>Whether its conditions hold.</summary>
    public bool MatchesConditions(in EvaluationFrame frame) => Policy.MatchesConditions(Index, in frame);

    /// <summary>Whether a test with that result lets the statement apply.</summary>
    public bool Holds(Truth truth) => Policy.Holds(Index, truth);

    /// <summary>How closely the statement names the caller; for resource and trust policies and RCPs.</summary>
    public PrincipalMatchLevel LevelOf(in EvaluationFrame frame)
    {
        if (Policy.PrincipalsOf(Index) is not { } principals)
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

    private bool Has(StatementTraits traits) => Policy.Has(Index, traits);
}
