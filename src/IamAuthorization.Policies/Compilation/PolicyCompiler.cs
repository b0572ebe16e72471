namespace IamAuthorization.Policies;

/// <summary>
/// Fills the tables of a <see cref="CompiledPolicy"/>: one of each kind, whatever the number of statements.
/// </summary>
internal readonly ref struct PolicyCompiler
{
    /// <summary>Compiles a document.</summary>
    public PolicyCompiler(PolicyDocument document)
    {
        bool hasVariables = document.Version == PolicyVersion.V20121017;
        ReadOnlySpan<PolicyStatement> statements = document.Statements.AsSpan();
        Rows = RowsOf(statements);
        StatementRow total = Rows[^1];
        Actions = new ActionPattern[total.Actions];
        Resources = new ResourcePattern[total.Resources];
        Conditions = total.Conditions == 0 ? [] : new CompiledCondition[total.Conditions];
        for (int index = 0; index < statements.Length; index++)
        {
            PolicyStatement statement = statements[index];
            StatementRow row = Rows[index];
            Span<ActionPattern> actions = Actions.AsSpan(row.Actions, statement.Actions.Length);
            Services |= Fill(actions, statement);
            Rows[index] = row with { Service = ServiceOf(actions, statement) };
            Fill(Resources.AsSpan(row.Resources), statement, hasVariables);
            Fill(Conditions.AsSpan(row.Conditions), statement, hasVariables);
            if (statement.Principals is { } principals)
            {
                Principals ??= new PrincipalPattern[]?[statements.Length];
                Principals[index] = [.. principals.Select(principal => new PrincipalPattern(principal))];
            }
        }
    }

    public StatementRow[] Rows { get; }

    public ActionPattern[] Actions { get; }

    public ResourcePattern[] Resources { get; }

    public CompiledCondition[] Conditions { get; }

    public PrincipalPattern[]?[]? Principals { get; }

    public ulong Services { get; }

    private static StatementRow[] RowsOf(ReadOnlySpan<PolicyStatement> statements)
    {
        var rows = new StatementRow[statements.Length + 1];
        int actions = 0;
        int resources = 0;
        int conditions = 0;
        for (int index = 0; index < statements.Length; index++)
        {
            PolicyStatement statement = statements[index];
            StatementTraits traits = TraitsOf(statement);
            rows[index] = new StatementRow(actions, resources, conditions, ServiceNumber.None, traits);
            actions += statement.Actions.Length;
            resources += statement.Resources?.Length ?? 0;
            conditions += statement.Conditions.Length;
        }

        rows[^1] = new StatementRow(actions, resources, conditions, ServiceNumber.None, StatementTraits.None);
        return rows;
    }

    private static StatementTraits TraitsOf(PolicyStatement statement) =>
        (statement.Effect == PolicyEffect.Deny ? StatementTraits.Deny : StatementTraits.None)
        | (statement.IsNotAction ? StatementTraits.NotAction : StatementTraits.None)
        | (statement.IsNotResource ? StatementTraits.NotResource : StatementTraits.None)
        | (statement.Resources is null ? StatementTraits.AttachedResource : StatementTraits.None)
        | (statement.IsNotPrincipal ? StatementTraits.NotPrincipal : StatementTraits.None);

    private static ulong Fill(Span<ActionPattern> actions, PolicyStatement statement)
    {
        ulong services = 0;
        int index = 0;
        foreach (string text in statement.Actions)
        {
            actions[index] = new ActionPattern(text);
            services |= actions[index].ServiceBits;
            index++;
        }

        return statement.IsNotAction ? ulong.MaxValue : services;
    }

    private static ushort ServiceOf(ReadOnlySpan<ActionPattern> actions, PolicyStatement statement)
    {
        ushort service = actions.IsEmpty || statement.IsNotAction ? ServiceNumber.None : actions[0].Service;
        foreach (ref readonly ActionPattern action in actions)
        {
            service = action.Service == service ? service : ServiceNumber.None;
        }

        return service;
    }

    private static void Fill(Span<ResourcePattern> resources, PolicyStatement statement, bool hasVariables)
    {
        int index = 0;
        foreach (string text in statement.Resources.GetValueOrDefault([]))
        {
            resources[index++] = new ResourcePattern(text, hasVariables);
        }
    }

    private static void Fill(Span<CompiledCondition> conditions, PolicyStatement statement, bool hasVariables)
    {
        int index = 0;
        foreach (PolicyCondition condition in statement.Conditions)
        {
            conditions[index++] = CompiledCondition.Of(condition, hasVariables);
        }
    }
}
