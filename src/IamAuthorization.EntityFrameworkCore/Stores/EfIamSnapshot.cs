using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>The state as of one revision: nothing but that number; every read asks the database.</summary>
internal sealed class EfIamSnapshot(IamDatabase database, ResourcePolicyNames resourcePolicies, long revision)
    : IIamSnapshot
{
    /// <summary>How many entities one query asks for at most.</summary>
    private const int KeysMax = 200;

    public long Revision => revision;

    public async ValueTask<IamAccount?> FindAccountAsync(string accountId, CancellationToken cancellationToken) =>
        await FindAsync(IamEntityKey.Account(accountId), cancellationToken) as IamAccount;

    public async ValueTask<UserWithGroups?> FindUserAsync(
        string accountId, string name, CancellationToken cancellationToken)
    {
        var user = await FindAsync(IamEntityKey.User(accountId, name), cancellationToken) as IamUser;
        if (user is null || !string.Equals(user.Name, name, StringComparison.Ordinal))
        {
            return null;
        }

        IamEntityKey[] keys = [.. user.GroupNames.Select(group => IamEntityKey.Group(user.AccountId, group))];
        Dictionary<IamEntityKey, IamEntity> groups = await FindManyAsync(keys, cancellationToken);
        return new UserWithGroups(user, [.. keys.Select(key => GroupOf(user, key, groups))]);
    }

    public async ValueTask<IamRole?> FindRoleAsync(
        string accountId, string name, CancellationToken cancellationToken) =>
        await FindAsync(IamEntityKey.Role(accountId, name), cancellationToken) is IamRole role
            && string.Equals(role.Name, name, StringComparison.Ordinal)
            ? role
            : null;

    public async ValueTask<ManagedPolicy?> FindManagedPolicyAsync(Arn policyArn, CancellationToken cancellationToken) =>
        await FindAsync(IamEntityKey.ManagedPolicy(policyArn), cancellationToken) is ManagedPolicy policy
            && policy.Arn == policyArn
            ? policy
            : null;

    public async ValueTask<IReadOnlyDictionary<Arn, ManagedPolicy>> FindManagedPoliciesAsync(
        IReadOnlyCollection<Arn> policyArns, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policyArns);
        Dictionary<IamEntityKey, IamEntity> found =
            await FindManyAsync([.. policyArns.Select(IamEntityKey.ManagedPolicy)], cancellationToken);
        return policyArns
            .Distinct()
            .Select(arn => found.GetValueOrDefault(IamEntityKey.ManagedPolicy(arn)) as ManagedPolicy)
            .OfType<ManagedPolicy>()
            .Where(policy => policyArns.Contains(policy.Arn))
            .DistinctBy(policy => policy.Arn)
            .ToDictionary(policy => policy.Arn);
    }

    public async ValueTask<ResourcePolicy?> FindResourcePolicyAsync(
        Arn resourceArn, CancellationToken cancellationToken)
    {
        IamEntityKey key = IamEntityKey.ResourcePolicy(resourceArn);
        return await resourcePolicies.MayHoldAsync(key.NormalizedName, revision, cancellationToken)
            ? await FindAsync(key, cancellationToken) as ResourcePolicy
            : null;
    }

    public async ValueTask<SessionRevocation?> FindSessionRevocationAsync(
        Arn principalArn, CancellationToken cancellationToken) =>
        await FindAsync(IamEntityKey.SessionRevocation(principalArn), cancellationToken) as SessionRevocation;

    public async ValueTask<OrganizationPath?> FindOrganizationPathAsync(
        string accountId, CancellationToken cancellationToken) =>
        (await FindAsync(IamEntityKey.Organization, cancellationToken) as Organization)?.FindPath(accountId);

    public async ValueTask<IamEntity?> FindAsync(IamEntityKey key, CancellationToken cancellationToken)
    {
        List<EntityRow> rows = await database.ReadAsOfAsync(
            revision, context => AsOf.Find(context, key, revision), cancellationToken);
        return rows.Count == 0 ? null : Read(rows[0]);
    }

    public async ValueTask<IamEntity?> FindByUniqueIdAsync(string uniqueId, CancellationToken cancellationToken)
    {
        List<EntityRow> rows = await database.ReadAsOfAsync(
            revision, context => AsOf.FindByUniqueId(context, uniqueId, revision), cancellationToken);
        return rows.Count == 0 ? null : Read(rows[0]);
    }

    public async ValueTask<IReadOnlyList<IamEntity>> ListAsync(
        IamEntityQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<EntityRow> rows = await database.ReadAsOfAsync(
            revision, context => AsOf.List(context, query, revision), cancellationToken);
        return [.. rows.OrderBy(row => row.NameKey, StringComparer.Ordinal).Select(Read)];
    }

    public async ValueTask<int> CountAsync(
        IamEntityKind kind, string accountId, CancellationToken cancellationToken)
    {
        var counted = await database.ReadAsync(
            context => AsOf.Count(context, kind, accountId, revision).ToListAsync(cancellationToken),
            cancellationToken);
        database.RefusePruned(revision, counted.Count == 0 ? null : counted[0].PrunedRevision);
        return counted[0].Count;
    }

    public async ValueTask<IReadOnlyList<IamEntityKey>> ListReferrersAsync(
        IamReferrerQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<ReferrerName> found = await database.ReadAsOfAsync(
            revision, context => AsOf.ListReferrers(context, query, revision), cancellationToken);
        return [.. found.Where(name => name.Name is not null).Select(name => name.Key).Order(KeyOrder.Instance)];
    }

    private static IamEntity Read(EntityRow row) => EntityJson.Read(row.Key(), row.Body);

    /// <summary>A group that is not there may have held the Deny that matters, so it is an error (EV-02).</summary>
    private static IamGroup GroupOf(
        IamUser user, IamEntityKey key, Dictionary<IamEntityKey, IamEntity> groups) =>
        groups.GetValueOrDefault(key) as IamGroup
        ?? throw new UnreadablePolicyException(
            $"group {key.Name}", $"{user.Arn} is in this group, which does not exist");

    /// <summary>One query for each kind among the keys, while they are few.</summary>
    private async Task<Dictionary<IamEntityKey, IamEntity>> FindManyAsync(
        IReadOnlyCollection<IamEntityKey> keys, CancellationToken cancellationToken)
    {
        HashSet<IamEntityKey> asked = [.. keys];
        var found = new Dictionary<IamEntityKey, IamEntity>();
        foreach (IamEntityKey[] chunk in asked.GroupBy(key => key.Kind).SelectMany(kind => kind.Chunk(KeysMax)))
        {
            string[] accountIds = [.. chunk.Select(key => key.AccountId).Distinct(StringComparer.Ordinal)];
            string[] names = [.. chunk.Select(key => key.NormalizedName)];
            List<EntityRow> rows = await database.ReadAsOfAsync(
                revision,
                context => AsOf.FindMany(context, chunk[0].Kind, accountIds, names, revision),
                cancellationToken);
            foreach (EntityRow row in rows.Where(row => asked.Contains(row.Key())))
            {
                found[row.Key()] = Read(row);
            }
        }

        return found;
    }
}
