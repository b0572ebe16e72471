using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// One state of the store as a call in one account sees it. Every look-up goes through here, so that nothing of another
/// account can be reached, and what is missing is refused in one way.
/// </summary>
internal class AccountView(IamCall call, IIamSnapshot snapshot, BuiltInPolicies builtIn)
{
    private const int BatchSize = 1_000;

    private static readonly IamEntityKind[] PolicyHolders =
        [IamEntityKind.User, IamEntityKind.Group, IamEntityKind.Role];

    private readonly HashSet<IamEntityKey> _reads = [];

    public IamCall Call => call;

    public string AccountId => call.AccountId;

    public IIamSnapshot Snapshot => snapshot;

    /// <summary>What was looked for, found or not.</summary>
    protected IReadOnlyCollection<IamEntityKey> Reads => _reads;

    public async Task<T?> FindAsync<T>(IamEntityKey key, CancellationToken cancellationToken)
        where T : IamEntity
    {
        // WHY: the wall between accounts. Kinds whose keys name no account are walled off where they are found.
        if (key.AccountId.Length > 0 && !IsOwn(key.AccountId))
        {
            return null;
        }

        _reads.Add(key);
        return await snapshot.FindAsync(key, cancellationToken) as T;
    }

    public async Task<IamUser> UserAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync<IamUser>(IamEntityKey.User(AccountId, name), cancellationToken)
        ?? throw IamErrors.Missing(IamIdentityKind.User, name);

    public async Task<IamGroup> GroupAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync<IamGroup>(IamEntityKey.Group(AccountId, name), cancellationToken)
        ?? throw IamErrors.Missing(IamIdentityKind.Group, name);

    public async Task<IamRole> RoleAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync<IamRole>(IamEntityKey.Role(AccountId, name), cancellationToken)
        ?? throw IamErrors.Missing(IamIdentityKind.Role, name);

    public async Task<IamEntity> IdentityAsync(IamIdentity identity, CancellationToken cancellationToken) =>
        await FindAsync<IamEntity>(identity.KeyIn(AccountId), cancellationToken)
        ?? throw IamErrors.Missing(identity.Kind, identity.Name);

    public async Task<IamAccount> AccountAsync(CancellationToken cancellationToken) =>
        await FindAsync<IamAccount>(IamEntityKey.Account(AccountId), cancellationToken)
        ?? throw IamErrors.MissingAccount(AccountId);

    /// <summary>A managed policy of the account, or a built-in one, by exactly that ARN.</summary>
    public async Task<ManagedPolicy?> FindPolicyAsync(Arn arn, CancellationToken cancellationToken)
    {
        if (BuiltInPolicies.Owns(arn))
        {
            return builtIn.Find(arn);
        }

        ManagedPolicy? policy = await FindAsync<ManagedPolicy>(IamEntityKey.ManagedPolicy(arn), cancellationToken);
        return policy?.Arn == arn ? policy : null;
    }

    public async Task<ManagedPolicy> PolicyAsync(Arn arn, CancellationToken cancellationToken) =>
        await FindPolicyAsync(arn, cancellationToken) ?? throw IamErrors.MissingPolicy();

    /// <summary>
    /// Who a principal of a policy is, in whatever account. PL-55 needs it, and nothing else looks beyond the wall.
    /// </summary>
    public async Task<IamEntity?> FindPrincipalAsync(IamEntityKey key, CancellationToken cancellationToken)
    {
        _reads.Add(key);
        return await snapshot.FindAsync(key, cancellationToken);
    }

    public async Task<AccessKey> AccessKeyAsync(
        string? userName, string id, CancellationToken cancellationToken)
    {
        AccessKey key = await AccessKeyAsync(id, cancellationToken);
        return Same(key.UserName, userName) ? key : throw IamErrors.MissingAccessKey(id);
    }

    /// <summary>An access key of any user of the account, or of the root user.</summary>
    public async Task<AccessKey> AccessKeyAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync<AccessKey>(IamEntityKey.AccessKey(id), cancellationToken) is { } key && IsOwn(key.AccountId)
            ? key
            : throw IamErrors.MissingAccessKey(id);

    /// <summary>The access keys of a user, or of the root user, whose key is the account's, by id.</summary>
    public async Task<ValueList<AccessKey>> AccessKeysAsync(
        IamEntityKey owner, CancellationToken cancellationToken)
    {
        var keys = new List<AccessKey>();
        foreach (IamEntityKey key in await ReferrersAsync(owner, IamReferenceKind.Owner, cancellationToken))
        {
            if (key.Kind == IamEntityKind.AccessKey
                && await FindAsync<AccessKey>(key, cancellationToken) is { } found)
            {
                keys.Add(found);
            }
        }

        return [.. keys];
    }

    public Task<int> CountAsync(IamEntityKind kind, CancellationToken cancellationToken) =>
        snapshot.CountAsync(kind, AccountId, cancellationToken).AsTask();

    /// <summary>A page of the account's entities of one kind.</summary>
    public Task<IamPage<T>> ListAsync<T>(
        IamEntityKind kind, IamPageQuery page, Func<T, bool> admits, CancellationToken cancellationToken)
        where T : IamEntity => ListAsync(kind, AccountId, page, admits, cancellationToken);

    /// <summary>A page of the ARNs of the account's resources that have a policy.</summary>
    public async Task<IamPage<Arn>> ListResourcesAsync(IamPageQuery page, CancellationToken cancellationToken)
    {
        // WHY filtered here: the keys of resource policies are ARNs, and name no account apart from that.
        IamPage<ResourcePolicy> found = await ListAsync<ResourcePolicy>(
            IamEntityKind.ResourcePolicy,
            accountId: string.Empty,
            page,
            policy => policy.ResourceArn.Account.SequenceEqual(AccountId),
            cancellationToken);
        return new IamPage<Arn>([.. found.Items.Select(policy => policy.ResourceArn)], found.Next);
    }

    private async Task<IamPage<T>> ListAsync<T>(
        IamEntityKind kind,
        string accountId,
        IamPageQuery page,
        Func<T, bool> admits,
        CancellationToken cancellationToken)
        where T : IamEntity
    {
        Parameters.Check(page);
        var items = new List<T>();
        string? after = page.After;
        while (true)
        {
            IReadOnlyList<IamEntity> batch = await snapshot.ListAsync(
                new IamEntityQuery { Kind = kind, AccountId = accountId, After = after, CountMax = BatchSize },
                cancellationToken);
            foreach (T item in batch.OfType<T>().Where(admits))
            {
                if (items.Count == page.CountMax)
                {
                    return new IamPage<T>([.. items], items[^1].Key.Name);
                }

                items.Add(item);
            }

            if (batch.Count < BatchSize)
            {
                return new IamPage<T>([.. items], Next: null);
            }

            after = batch[^1].Key.Name;
        }
    }

    /// <summary>All of the account's entities of one kind, of which there are few.</summary>
    public async Task<ValueList<T>> ListAllAsync<T>(IamEntityKind kind, CancellationToken cancellationToken)
        where T : IamEntity
    {
        var items = new List<T>();
        string? after = null;
        do
        {
            var query = new IamPageQuery { After = after, CountMax = IamPageQuery.CountMaxHigh };
            IamPage<T> page = await ListAsync<T>(kind, query, _ => true, cancellationToken);
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return [.. items];
    }

    /// <summary>Everything of the account that refers to an entity in one way.</summary>
    public async Task<List<IamEntityKey>> ReferrersAsync(
        IamEntityKey target, IamReferenceKind reference, CancellationToken cancellationToken)
    {
        var found = new List<IamEntityKey>();
        if (IsOwn(target.AccountId))
        {
            await AddReferrersAsync(found, target, reference, after: null, cancellationToken);
            return found;
        }

        // WHY: a built-in policy is referred to from all accounts, and only those of this one may be seen.
        foreach (IamEntityKind kind in PolicyHolders)
        {
            var before = IamEntityKey.Restore(kind, AccountId, string.Empty);
            await AddReferrersAsync(found, target, reference, before, cancellationToken);
        }

        return found;
    }

    public bool IsOwn(string accountId) => string.Equals(accountId, AccountId, StringComparison.Ordinal);

    /// <summary>Whether two names mean the same user; null is the root user.</summary>
    public static bool Same(string? left, string? right) =>
        string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    /// <summary>Goes on to the last referrer, or to the first one past the kind and account of the start.</summary>
    private async Task AddReferrersAsync(
        List<IamEntityKey> found,
        IamEntityKey target,
        IamReferenceKind reference,
        IamEntityKey? after,
        CancellationToken cancellationToken)
    {
        IamEntityKey? start = after;
        while (true)
        {
            IReadOnlyList<IamEntityKey> batch = await snapshot.ListReferrersAsync(
                new IamReferrerQuery { Target = target, Reference = reference, After = after, CountMax = BatchSize },
                cancellationToken);
            foreach (IamEntityKey key in batch)
            {
                if (start is { } first && (key.Kind != first.Kind || !IsOwn(key.AccountId)))
                {
                    return;
                }

                found.Add(key);
            }

            if (batch.Count < BatchSize)
            {
                return;
            }

            after = batch[^1];
        }
    }
}
