using System.Collections.Immutable;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>One state of <see cref="InMemoryIamStore"/>: immutable, so that reading needs no lock.</summary>
internal sealed class InMemorySnapshot(InMemoryState state) : IIamSnapshot
{
    public long Revision => state.Revision;

    public InMemoryState State => state;

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

    public ValueTask<IamEntity?> FindAsync(IamEntityKey key, CancellationToken cancellationToken) =>
        new(Find<IamEntity>(key));

    public ValueTask<IamEntity?> FindByUniqueIdAsync(string uniqueId, CancellationToken cancellationToken) =>
        new(state.UniqueIds.TryGetValue(uniqueId, out IamEntityKey key) ? Find<IamEntity>(key) : null);

    public ValueTask<IReadOnlyList<IamEntity>> ListAsync(IamEntityQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        IamEntityKey? after = query.After is { } name
            ? IamEntityKey.Restore(query.Kind, query.AccountId, name)
            : null;
        return new(
        [
            .. KeysOf(query.Kind, query.AccountId)
                .Where(key => after is null || KeyOrder.Instance.Compare(key, after.Value) > 0)
                .Order(KeyOrder.Instance)
                .Take(query.CountMax)
                .Select(key => state.Entities[key]),
        ]);
    }

    public ValueTask<int> CountAsync(
        IamEntityKind kind, string accountId, CancellationToken cancellationToken) =>
        new(KeysOf(kind, accountId).Count());

    public ValueTask<IReadOnlyList<IamEntityKey>> ListReferrersAsync(
        IamReferrerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ImmutableHashSet<(IamReferenceKind Kind, IamEntityKey Referrer)> referrers =
            state.Referrers.GetValueOrDefault(query.Target, []);
        return new(
        [
            .. referrers
                .Where(entry => query.Reference is null || entry.Kind == query.Reference)
                .Select(entry => entry.Referrer)
                .Distinct()
                .Where(key => query.After is null || KeyOrder.Instance.Compare(key, query.After.Value) > 0)
                .Order(KeyOrder.Instance)
                .Take(query.CountMax),
        ]);
    }

    private IEnumerable<IamEntityKey> KeysOf(IamEntityKind kind, string accountId) =>
        state.Entities.Keys.Where(
            key => key.Kind == kind && string.Equals(key.AccountId, accountId, StringComparison.Ordinal));

    private T? Find<T>(IamEntityKey key)
        where T : IamEntity => state.Entities.GetValueOrDefault(key) as T;

    /// <summary>A group that is not there may have held the Deny that matters, so it is an error (EV-02).</summary>
    private IamGroup GroupOf(IamUser user, string name) =>
        Find<IamGroup>(IamEntityKey.Group(user.AccountId, name))
        ?? throw new UnreadablePolicyException($"group {name}", $"{user.Arn} is in this group, which does not exist");
}
