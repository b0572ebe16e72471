using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>A store that lets others go on before and after each of its answers.</summary>
/// <param name="inner">The store.</param>
/// <param name="pause">Lets others go on, or does not.</param>
public sealed class RestlessStore(IIamStore inner, Func<Task> pause) : IIamStore
{
    public async ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) => new Snapshot(
        await BetweenAsync(() => inner.GetSnapshotAsync(cancellationToken)), this);

    public async ValueTask<IIamSnapshot> GetSnapshotAsync(long revisionMin, CancellationToken cancellationToken) =>
        new Snapshot(await BetweenAsync(() => inner.GetSnapshotAsync(revisionMin, cancellationToken)), this);

    public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken) =>
        BetweenAsync(() => inner.CommitAsync(commit, cancellationToken));

    public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken) =>
        inner.ReadChangeLogAsync(query, cancellationToken);

    public IDisposable Subscribe(Action<IamChange> onChange) => inner.Subscribe(onChange);

    private async ValueTask<T> BetweenAsync<T>(Func<ValueTask<T>> ask)
    {
        await pause();
        T answer = await ask();
        await pause();
        return answer;
    }

    private sealed class Snapshot(IIamSnapshot inner, RestlessStore store) : IIamSnapshot
    {
        public long Revision => inner.Revision;

        public ValueTask<IamAccount?> FindAccountAsync(string accountId, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.FindAccountAsync(accountId, cancellationToken));

        public ValueTask<UserWithGroups?> FindUserAsync(
            string accountId, string name, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.FindUserAsync(accountId, name, cancellationToken));

        public ValueTask<IamRole?> FindRoleAsync(string accountId, string name, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.FindRoleAsync(accountId, name, cancellationToken));

        public ValueTask<ManagedPolicy?> FindManagedPolicyAsync(Arn policyArn, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.FindManagedPolicyAsync(policyArn, cancellationToken));

        public ValueTask<ResourcePolicy?> FindResourcePolicyAsync(
            Arn resourceArn, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.FindResourcePolicyAsync(resourceArn, cancellationToken));

        public ValueTask<SessionRevocation?> FindSessionRevocationAsync(
            Arn principalArn, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.FindSessionRevocationAsync(principalArn, cancellationToken));

        public ValueTask<OrganizationPath?> FindOrganizationPathAsync(
            string accountId, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.FindOrganizationPathAsync(accountId, cancellationToken));

        public ValueTask<IamEntity?> FindAsync(IamEntityKey key, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.FindAsync(key, cancellationToken));

        public ValueTask<IamEntity?> FindByUniqueIdAsync(string uniqueId, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.FindByUniqueIdAsync(uniqueId, cancellationToken));

        public ValueTask<IReadOnlyList<IamEntity>> ListAsync(
            IamEntityQuery query, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.ListAsync(query, cancellationToken));

        public ValueTask<int> CountAsync(
            IamEntityKind kind, string accountId, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.CountAsync(kind, accountId, cancellationToken));

        public ValueTask<IReadOnlyList<IamEntityKey>> ListReferrersAsync(
            IamReferrerQuery query, CancellationToken cancellationToken) =>
            store.BetweenAsync(() => inner.ListReferrersAsync(query, cancellationToken));
    }
}
