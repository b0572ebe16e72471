using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>One state of <see cref="InMemoryIamStore"/>: immutable, so that reading needs no lock.</summary>
internal sealed class InMemorySnapshot(long revision, ImmutableDictionary<IamEntityKey, IamEntity> entities)
    : IIamSnapshot
{
    public long Revision => revision;

    public ImmutableDictionary<IamEntityKey, IamEntity> Entities => entities;

    public ValueTask<IamAccount?> FindAccountAsync(string accountId, CancellationToken cancellationToken) =>
        new(Find<IamAccount>(IamEntityKey.Account(accountId)));

    public ValueTask<UserWithGroups?> FindUserAsync(
        string accountId, string name, CancellationToken cancellationToken)
    {
        IamUser? user = Find<IamUser>(IamEntityKey.User(accountId, name));
        return new(user is not null && string.Equals(user.Name, name, StringComparison.Ordinal)
            ? new UserWithGroups(user, [.. user.GroupNames.Select(group => GroupOf(user, group))])
            : null);
    }

    public ValueTask<IamRole?> FindRoleAsync(string accountId, string name, CancellationToken cancellationToken)
    {
        IamRole? role = Find<IamRole>(IamEntityKey.Role(accountId, name));
        return new(role is not null && string.Equals(role.Name, name, StringComparison.Ordinal) ? role : null);
    }

    public ValueTask<ManagedPolicy?> FindManagedPolicyAsync(Arn policyArn, CancellationToken cancellationToken)
    {
        ManagedPolicy? policy = Find<ManagedPolicy>(IamEntityKey.ManagedPolicy(policyArn));
        return new(policy is not null && policy.Arn == policyArn ? policy : null);
    }

    public ValueTask<ResourcePolicy?> FindResourcePolicyAsync(Arn resourceArn, CancellationToken cancellationToken) =>
        new(Find<ResourcePolicy>(IamEntityKey.ResourcePolicy(resourceArn)));

    public ValueTask<SessionRevocation?> FindSessionRevocationAsync(
        Arn principalArn, CancellationToken cancellationToken) =>
        new(Find<SessionRevocation>(IamEntityKey.SessionRevocation(principalArn)));

    public ValueTask<OrganizationPath?> FindOrganizationPathAsync(
        string accountId, CancellationToken cancellationToken) =>
        new(Find<Organization>(IamEntityKey.Organization)?.FindPath(accountId));

    private T? Find<T>(IamEntityKey key)
        where T : IamEntity => entities.GetValueOrDefault(key) as T;

    /// <summary>A group that is not there may have held the Deny that matters, so it is an error (EV-02).</summary>
    private IamGroup GroupOf(IamUser user, string name) =>
        Find<IamGroup>(IamEntityKey.Group(user.AccountId, name))
        ?? throw new UnreadablePolicyException($"group {name}", $"{user.Arn} is in this group, which does not exist");
}
