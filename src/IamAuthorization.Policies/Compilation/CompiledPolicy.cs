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

    internal StatementTraits TraitsOf(int index) => _rows[index].Traits;

    internal ReadOnlySpan<ActionPattern> ActionsOf(int index) =>
        _actions.AsSpan(_rows[index].Actions, _rows[index + 1].Actions - _rows[index].Actions);

    internal ReadOnlySpan<ResourcePattern> ResourcesOf(int index) =>
        _resources.AsSpan(_rows[index].Resources, _rows[index + 1].Resources - _rows[index].Resources);

    internal ReadOnlySpan<CompiledCondition> ConditionsOf(int index) =>
        _conditions.AsSpan(_rows[index].Conditions, _rows[index + 1].Conditions - _rows[index].Conditions);

    internal PrincipalPattern[]? PrincipalsOf(int index) => _principals?[index];
}
