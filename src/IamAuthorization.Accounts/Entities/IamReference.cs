namespace IamAuthorization.Accounts;

/// <summary>That an entity refers to another.</summary>
/// <param name="Kind">How.</param>
/// <param name="Target">To what.</param>
public readonly record struct IamReference(IamReferenceKind Kind, IamEntityKey Target)
{
    /// <summary>All that an entity refers to.</summary>
    /// <param name="entity">The entity.</param>
    /// <returns>The references, each once.</returns>
    public static IEnumerable<IamReference> Of(IamEntity entity) => entity switch
    {
        IamUser user =>
        [
            .. user.GroupNames.Select(
                group => new IamReference(IamReferenceKind.Member, IamEntityKey.Group(user.AccountId, group))),
            .. OfPolicies(user.AttachedPolicyArns, user.PermissionsBoundaryArn),
        ],
        IamGroup group => OfPolicies(group.AttachedPolicyArns, boundary: null),
        IamRole role => OfPolicies(role.AttachedPolicyArns, role.PermissionsBoundaryArn),
        AccessKey { UserName: { } name } key => [Owner(key.AccountId, name)],
        LoginProfile profile => [Owner(profile.AccountId, profile.UserName)],
        MfaDevice { UserName: { Length: > 0 } name } device => [Owner(device.AccountId, name)],
        AccessKey { UserName: null } key => [Root(key.AccountId)],
        MfaDevice { UserName: "" } device => [Root(device.AccountId)],
        _ => [],
    };

    private static IamReference Owner(string accountId, string userName) =>
        new(IamReferenceKind.Owner, IamEntityKey.User(accountId, userName));

    /// <summary>What belongs to the root user belongs to the account.</summary>
    private static IamReference Root(string accountId) =>
        new(IamReferenceKind.Owner, IamEntityKey.Account(accountId));

    private static IEnumerable<IamReference> OfPolicies(ValueList<Policies.Arn> attached, Policies.Arn? boundary)
    {
        foreach (Policies.Arn arn in attached)
        {
            yield return new IamReference(IamReferenceKind.Attachment, IamEntityKey.ManagedPolicy(arn));
        }

        if (boundary is { } policy)
        {
            yield return new IamReference(IamReferenceKind.PermissionsBoundary, IamEntityKey.ManagedPolicy(policy));
        }
    }
}
