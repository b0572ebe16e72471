namespace IamAuthorization.Policies;

/// <summary>A statement as read from its text: the parts that have the right shape, each with its place.</summary>
/// <param name="node">The object.</param>
internal sealed class StatementSource(DocumentNode node)
{
    // WHY: places instead of nodes, so that a document of a thousand statements is light while it is read.
    private int _sid;
    private int _principal;
    private int _action;
    private int _resource;
    private int _condition;
    private List<PrincipalSource>? _principals;
    private List<ConditionSource>? _conditions;

    public DocumentNode Node => node;

    public DocumentNode? Sid
    {
        get => node.Tree.NodeAt(_sid);
        set => _sid = DocumentTree.PlaceOf(value);
    }

    public PolicyEffect? Effect { get; set; }

    /// <summary>The member Principal or NotPrincipal.</summary>
    public DocumentNode? Principal
    {
        get => node.Tree.NodeAt(_principal);
        set => _principal = DocumentTree.PlaceOf(value);
    }

    public bool IsNotPrincipal { get; set; }

    public List<PrincipalSource> Principals => _principals ??= [];

    /// <summary>The member Action or NotAction.</summary>
    public DocumentNode? Action
    {
        get => node.Tree.NodeAt(_action);
        set => _action = DocumentTree.PlaceOf(value);
    }

    public bool IsNotAction { get; set; }

    public DocumentNodeList Actions => Action?.Strings ?? default;

    /// <summary>The member Resource or NotResource.</summary>
    public DocumentNode? Resource
    {
        get => node.Tree.NodeAt(_resource);
        set => _resource = DocumentTree.PlaceOf(value);
    }

    public bool IsNotResource { get; set; }

    /// <summary>Whether the kind of policy has such a member, so that its entries count.</summary>
    public bool TakesResources { get; set; }

    public DocumentNodeList Resources => TakesResources && Resource is { } resource ? resource.Strings : default;

    public DocumentNode? Condition
    {
        get => node.Tree.NodeAt(_condition);
        set => _condition = DocumentTree.PlaceOf(value);
    }

    public List<ConditionSource> Conditions => _conditions ??= [];

    public bool IsAllow => Effect == PolicyEffect.Allow;

    public PolicyStatement ToStatement(TextPosition start = default, TextPosition end = default) => new()
    {
        Sid = Sid?.Text,
        Effect = Effect ?? PolicyEffect.Deny,
        Principals = Principal is null ? null : [.. Principals.Select(entry => entry.ToPrincipal())],
        IsNotPrincipal = IsNotPrincipal,
        Actions = Action is { } action ? SharedLists.Texts(action, Actions) : [],
        IsNotAction = IsNotAction,
        Resources = Resource is { } resource ? SharedLists.Texts(resource, Resources) : null,
        IsNotResource = IsNotResource,
        Conditions = Condition is { } condition ? SharedLists.Conditions(condition, Conditions) : [],
        Start = start,
        End = end,
    };
}
