using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>Who uses a managed policy, within one account.</summary>
internal static class PolicyUses
{
    /// <summary>What a place among the built-in policies begins with; no name holds a slash.</summary>
    private const string BuiltInPlace = "aws/";

    public static async Task<ManagedPolicyUse> OfAsync(
        AccountView view, ManagedPolicy policy, CancellationToken cancellationToken)
    {
        List<IamEntityKey> attached =
            await view.ReferrersAsync(policy.Key, IamReferenceKind.Attachment, cancellationToken);
        List<IamEntityKey> bounded =
            await view.ReferrersAsync(policy.Key, IamReferenceKind.PermissionsBoundary, cancellationToken);
        return new ManagedPolicyUse(policy, attached.Count, bounded.Count);
    }

    public static async Task<IamPage<ManagedPolicyUse>> ListAsync(
        AccountView view, BuiltInPolicies builtIn, ManagedPolicyQuery query, CancellationToken cancellationToken)
    {
        Parameters.Check(query.Page);
        string? after = query.Page.After;
        var found = new List<(ManagedPolicyUse Use, string Place)>();
        bool isPastBuiltIn = after is not null && !after.StartsWith(BuiltInPlace, StringComparison.Ordinal);
        if (query.Scope != ManagedPolicyScope.Local && !isPastBuiltIn)
        {
            IEnumerable<ManagedPolicy> rest = builtIn.All.Where(policy =>
                after is null || string.CompareOrdinal(PlaceOf(policy), after.ToUpperInvariant()) > 0);
            await AddAsync(found, view, query, rest, BuiltInPlace, cancellationToken);
        }

        string? place = isPastBuiltIn ? after : null;
        while (query.Scope != ManagedPolicyScope.BuiltIn && found.Count <= query.Page.CountMax)
        {
            IamPage<ManagedPolicy> batch = await view.ListAsync<ManagedPolicy>(
                IamEntityKind.ManagedPolicy,
                new IamPageQuery { After = place, CountMax = IamPageQuery.CountMaxHigh },
                _ => true,
                cancellationToken);
            await AddAsync(found, view, query, batch.Items, string.Empty, cancellationToken);
            place = batch.Next;
            if (place is null)
            {
                break;
            }
        }

        bool isLast = found.Count <= query.Page.CountMax;
        IEnumerable<(ManagedPolicyUse Use, string Place)> page = found.Take(query.Page.CountMax);
        return new IamPage<ManagedPolicyUse>(
            [.. page.Select(one => one.Use)], isLast ? null : page.Last().Place);
    }

    public static async Task<IamPage<IamEntity>> ListEntitiesAsync(
        AccountView view, ManagedPolicy policy, PolicyEntityQuery query, CancellationToken cancellationToken)
    {
        var keys = new HashSet<IamEntityKey>();
        if (query.Usage != ManagedPolicyUsage.PermissionsBoundary)
        {
            keys.UnionWith(await view.ReferrersAsync(policy.Key, IamReferenceKind.Attachment, cancellationToken));
        }

        if (query.Usage != ManagedPolicyUsage.PermissionsPolicy)
        {
            keys.UnionWith(
                await view.ReferrersAsync(policy.Key, IamReferenceKind.PermissionsBoundary, cancellationToken));
        }

        var entities = new List<IamEntity>();
        foreach (IamEntityKey key in keys)
        {
            IamEntity? entity = await view.FindAsync<IamEntity>(key, cancellationToken);
            bool isWanted = entity is not null
                && (query.Kind is null || PolicyHolder.Of(entity).Kind == query.Kind)
                && Paths.Begins(ArnOf(entity), query.Page.PathPrefix);
            if (isWanted)
            {
                entities.Add(entity!);
            }
        }

        return Pages.Of(entities, entity => $"{entity.Key.Kind}/{entity.Key.Name}", query.Page);
    }

    private static async Task AddAsync(
        List<(ManagedPolicyUse Use, string Place)> found,
        AccountView view,
        ManagedPolicyQuery query,
        IEnumerable<ManagedPolicy> policies,
        string place,
        CancellationToken cancellationToken)
    {
        foreach (ManagedPolicy policy in policies.Where(one => Paths.Begins(one.Arn, query.Page.PathPrefix)))
        {
            ManagedPolicyUse use = await OfAsync(view, policy, cancellationToken);
            int uses = query.Usage switch
            {
                ManagedPolicyUsage.PermissionsPolicy => use.AttachmentCount,
                ManagedPolicyUsage.PermissionsBoundary => use.BoundaryCount,
                _ => use.AttachmentCount + use.BoundaryCount,
            };
            if (uses > 0 || (query.Usage is null && !query.OnlyAttached))
            {
                found.Add((use, place + policy.Key.Name));
            }

            if (found.Count > query.Page.CountMax)
            {
                return;
            }
        }
    }

    private static string PlaceOf(ManagedPolicy policy) => (BuiltInPlace + policy.Key.Name).ToUpperInvariant();

    private static Arn ArnOf(IamEntity entity) => entity switch
    {
        IamUser user => user.Arn,
        IamGroup group => group.Arn,
        _ => ((IamRole)entity).Arn,
    };
}
