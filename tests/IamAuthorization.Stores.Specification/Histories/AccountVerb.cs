namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>What a client of a history does; each gives something or takes it away, but for the question.</summary>
public enum AccountVerb
{
    /// <summary>One request asks whether a user may get and may list.</summary>
    Check = 0,
    CreateUser,
    DeleteUser,
    Attach,
    Detach,
    PutDeny,
    DeleteDeny,
    AddToGroup,
    RemoveFromGroup,
    SetBoundary,
    RemoveBoundary,
    AllowInPolicy,
    EmptyPolicy,
    AttachToGroup,
    DetachFromGroup,
    DenyOnResource,
    ClearResource,
}
