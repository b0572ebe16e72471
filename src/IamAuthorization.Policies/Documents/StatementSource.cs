namespace IamAuthorization.Policies;

/// <summary>A statement as read from its text: the parts that have the right shape, each with its place.</summary>
internal sealed class StatementSource
{
    private List<PrincipalSource>? _principals;
    private List<ConditionSource>? _conditions;

    public required DocumentNode Node { get; init; }

    public DocumentNode? Sid { get; set; }

    public PolicyEffect? Effect { get; set; }

    /// <summary>The member Principal or NotPrincipal.</summary>
    public DocumentNode? Principal { get; set; }

    public bool IsNotPrincipal { get; set; }

    public List<PrincipalSource> Principals => _principals ??= [];

    /// <summary>The member Action or NotAction.</summary>
    public DocumentNode? Action { get; set; }

    public bool IsNotAction { get; set; }

    public DocumentNodeList Actions { get; set; }

    /// <summary>The member Resource or NotResource.</summary>
    public DocumentNode? Resource { get; set; }

    public bool IsNotResource { get; set; }

    public DocumentNodeList Resources { get; set; }

    public DocumentNode? Condition { get; set; }

    public List<ConditionSource> Conditions => _conditions ??= [];

    public bool IsAllow => Effect == PolicyEffect.Allow;

    public PolicyStatement ToStatement(TextPosition start = default, TextPosition end = default) => new()
    {
        Sid = Sid?.Text,
        Effect = Effect ?? PolicyEffect.Deny,
        Principals = Principal is null ? null : [.. Principals.Select(entry => entry.ToPrincipal())],
        IsNotPrincipal = IsNotPrincipal,
        Actions = Actions.ToTexts(),
        IsNotAction = IsNotAction,
        Resources = Resource is null ? null : Resources.ToTexts(),
        IsNotResource = IsNotResource,
        Conditions = _conditions is null ? [] : [.. _conditions.Select(condition => condition.ToCondition())],
        Start = start,
        End = end,
    };
}
