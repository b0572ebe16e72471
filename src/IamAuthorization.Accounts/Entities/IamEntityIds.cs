namespace IamAuthorization.Accounts;

/// <summary>The unique ids of entities.</summary>
internal static class IamEntityIds
{
    /// <summary>The unique id of a user, group, role or managed policy, or null when it has none.</summary>
    public static string? UniqueIdOf(IamEntity entity) => entity switch
    {
        IamUser user => user.UniqueId,
        IamGroup group => group.UniqueId,
        IamRole role => role.UniqueId,
        ManagedPolicy policy => policy.UniqueId,
        _ => null,
    };
}
