namespace IamAuthorization.Policies;

/// <summary>The members of a statement by their names, each there or not.</summary>
/// <param name="tree">The values they belong to.</param>
internal struct StatementMembers(DocumentTree tree)
{
    private int _sid;
    private int _effect;
    private int _principal;
    private int _notPrincipal;
    private int _action;
    private int _notAction;
    private int _resource;
    private int _notResource;
    private int _condition;

    public readonly DocumentNode? Sid => tree.NodeAt(_sid);

    public readonly DocumentNode? Effect => tree.NodeAt(_effect);

    public readonly DocumentNode? Principal => tree.NodeAt(_principal);

    public readonly DocumentNode? NotPrincipal => tree.NodeAt(_notPrincipal);

    public readonly DocumentNode? Action => tree.NodeAt(_action);

    public readonly DocumentNode? NotAction => tree.NodeAt(_notAction);

    public readonly DocumentNode? Resource => tree.NodeAt(_resource);

    public readonly DocumentNode? NotResource => tree.NodeAt(_notResource);

    public readonly DocumentNode? Condition => tree.NodeAt(_condition);

    /// <summary>Takes a member whose name no other had.</summary>
    /// <returns>Whether a statement has such a member.</returns>
    public bool TryAdd(DocumentNode member)
    {
        switch (member.Name)
        {
            case "Sid":
                _sid = member.Place;
                return true;
            case "Effect":
                _effect = member.Place;
                return true;
            case "Principal":
                _principal = member.Place;
                return true;
            case "NotPrincipal":
                _notPrincipal = member.Place;
                return true;
            case "Action":
                _action = member.Place;
                return true;
            case "NotAction":
                _notAction = member.Place;
                return true;
            case "Resource":
                _resource = member.Place;
                return true;
            case "NotResource":
                _notResource = member.Place;
                return true;
            case "Condition":
                _condition = member.Place;
                return true;
            default:
                return false;
        }
    }
}
