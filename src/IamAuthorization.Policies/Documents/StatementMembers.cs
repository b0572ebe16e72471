namespace IamAuthorization.Policies;

/// <summary>The members of a statement by their names, each there or not.</summary>
internal struct StatementMembers
{
    public DocumentNode? Sid { get; private set; }

    public DocumentNode? Effect { get; private set; }

    public DocumentNode? Principal { get; private set; }

    public DocumentNode? NotPrincipal { get; private set; }

    public DocumentNode? Action { get; private set; }

    public DocumentNode? NotAction { get; private set; }

    public DocumentNode? Resource { get; private set; }

    public DocumentNode? NotResource { get; private set; }

    public DocumentNode? Condition { get; private set; }

    /// <summary>Takes a member whose name no other had.</summary>
    /// <returns>Whether a statement has such a member.</returns>
    public bool TryAdd(DocumentNode member)
    {
        switch (member.Name)
        {
            case "Sid":
                Sid = member;
                return true;
            case "Effect":
                Effect = member;
                return true;
            case "Principal":
                Principal = member;
                return true;
            case "NotPrincipal":
                NotPrincipal = member;
                return true;
            case "Action":
                Action = member;
                return true;
            case "NotAction":
                NotAction = member;
                return true;
            case "Resource":
                Resource = member;
                return true;
            case "NotResource":
                NotResource = member;
                return true;
            case "Condition":
                Condition = member;
                return true;
            default:
                return false;
        }
    }
}
