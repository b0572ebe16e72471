namespace IamAuthorization.Policies;

/// <summary>A statement as read from its text: the parts that have the right shape, each with its place.</summary>
internal sealed class StatementSource
{
    public required DocumentNode Node { get; init; }

    public DocumentNode? Sid { get; set; }

    public PolicyEffect? Effect { get; set; }

    /// <summary>The member Principal or NotPrincipal.</summary>
    public DocumentNode? Principal { get; set; }

    public bool IsNotPrincipal { get; set; }

    public List<PrincipalSource> Principals { get; } = [];

    /// <summary>The member Action or NotAction.</summary>
    public DocumentNode? Action { get; set; }

    public bool IsNotAction { get; set; }

    public IReadOnlyList<DocumentNode> Actions { get; set; } = [];

    /// <summary>The member Resource or NotResource.</summary>
    public DocumentNode? Resource { get; set; }

    public bool IsNotResource { get; set; }

    public IReadOnlyList<DocumentNode> Resources { get; set; } = [];

    public DocumentNode? Condition { get; set; }

    public List<ConditionSource> Conditions { get; } = [];

    public bool IsAllow => Effect == PolicyEffect.Allow;

    public PolicyStatement ToStatement() => new()
    {
        Sid = Sid?.Text,
        Effect = Effect ?? PolicyEffect.Deny,
        Principals = Principal is null ? null : [.. Principals.Select(entry => entry.ToPrincipal())],
        IsNotPrincipal = IsNotPrincipal,
        Actions = [.. Actions.Select(node => node.Text)],
        IsNotAction = IsNotAction,
        Resources = Resource is null ? null : [.. Resources.Select(node => node.Text)],
        IsNotResource = IsNotResource,
        Conditions = [.. Conditions.Select(condition => condition.ToCondition())],
        Start = Node.Position,
        End = Node.End,
    };
}
