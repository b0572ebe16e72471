using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>A store that fails whenever a managed policy is sought, and only then.</summary>
internal sealed class StoreWithoutPolicies(IIamStore inner) : IIamStore
{
    public async ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
        new Snapshot(await inner.GetSnapshotAsync(cancellationToken));

    public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken) =>
        inner.CommitAsync(commit, cancellationToken);

    public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken) =>
        inner.ReadChangeLogAsync(query, cancellationToken);

    public IDisposable Subscribe(Action<IamChange> onChange) => inner.Subscribe(onChange);

    private sealed class Snapshot(IIamSnapshot inner) : IIamSnapshot
    {
        public long Revision => inner.Revision;

        public ValueTask<IamAccount?> FindAccountAsync(string accountId, CancellationToken cancellationToken) =>
            inner.FindAccountAsync(accountId, cancellationToken);

        public ValueTask<UserWithGroups?> FindUserAsync(
            string accountId, string name, CancellationToken cancellationToken) =>
            inner.FindUserAsync(accountId, name, cancellationToken);

        public ValueTask<IamRole?> FindRoleAsync(
            string accountId, string name, CancellationToken cancellationToken) =>
            inner.FindRoleAsync(accountId, name, cancellationToken);

        public ValueTask<ManagedPolicy?> FindManagedPolicyAsync(Arn policyArn, CancellationToken cancellationToken) =>
            throw new IOException("The disk is on fire.");

        public ValueTask<ResourcePolicy?> FindResourcePolicyAsync(
            Arn resourceArn, CancellationToken cancellationToken) =>
            inner.FindResourcePolicyAsync(resourceArn, cancellationToken);

        public ValueTask<SessionRevocation?> FindSessionRevocationAsync(
            Arn principalArn, CancellationToken cancellationToken) =>
            inner.FindSessionRevocationAsync(principalArn, cancellationToken);

        public ValueTask<OrganizationPath?> FindOrganizationPathAsync(
            string accountId, CancellationToken cancellationToken) =>
            inner.FindOrganizationPathAsync(accountId, cancellationToken);

        public ValueTask<IamEntity?> FindAsync(IamEntityKey key, CancellationToken cancellationToken) =>
            inner.FindAsync(key, cancellationToken);

        public ValueTask<IamEntity?> FindByUniqueIdAsync(string uniqueId, CancellationToken cancellationToken) =>
            inner.FindByUniqueIdAsync(uniqueId, cancellationToken);

        public ValueTask<IReadOnlyList<IamEntity>> ListAsync(
            IamEntityQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

        public ValueTask<int> CountAsync(
            IamEntityKind kind, string accountId, CancellationToken cancellationToken) =>
            inner.CountAsync(kind, accountId, cancellationToken);

        public ValueTask<IReadOnlyList<IamEntityKey>> ListReferrersAsync(
            IamReferrerQuery query, CancellationToken cancellationToken) =>
            inner.ListReferrersAsync(query, cancellationToken);
    }
}
