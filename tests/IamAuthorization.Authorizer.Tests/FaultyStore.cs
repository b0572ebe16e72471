using System.Collections.Concurrent;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>A store that counts its calls and fails at those that a test names.</summary>
internal sealed class FaultyStore(InMemoryIamStore inner) : IIamStore
{
    private readonly ConcurrentQueue<string> _calls = [];

    public InMemoryIamStore Inner => inner;

    public IReadOnlyList<string> Calls => [.. _calls];

    /// <summary>The name of the call that fails; null for none.</summary>
    public string? FailingCall { get; set; }

    public Fault Fault { get; set; }

    /// <summary>What happens elsewhere before a call, named here, is answered.</summary>
    public Func<string, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

    public void Forget() => _calls.Clear();

    public async ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        IIamSnapshot? snapshot = await AtAsync(
            nameof(GetSnapshotAsync), () => inner.GetSnapshotAsync(cancellationToken)!, cancellationToken);
        return snapshot is null ? null! : new Snapshot(this, snapshot);
    }

    public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken) =>
        inner.CommitAsync(commit, cancellationToken);

    public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken) =>
        inner.ReadChangeLogAsync(query, cancellationToken);

    public IDisposable Subscribe(Action<IamChange> onChange) => inner.Subscribe(onChange);

    private async ValueTask<T?> AtAsync<T>(string call, Func<ValueTask<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        _calls.Enqueue(call);
        await Meanwhile(call);
        if (!string.Equals(call, FailingCall, StringComparison.Ordinal))
        {
            return await read();
        }

        switch (Fault)
        {
            case Fault.Throw:
                throw new IOException("the disk is gone");
            case Fault.Cancel:
                throw new OperationCanceledException("somebody else gave up");
            case Fault.Unreadable:
                throw new UnreadablePolicyException("p", "it is not JSON");
            case Fault.Hang:
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                return null;
            default:
                return null;
        }
    }

    private sealed class Snapshot(FaultyStore store, IIamSnapshot inner) : IIamSnapshot
    {
        public long Revision => inner.Revision;

        public ValueTask<IamAccount?> FindAccountAsync(string accountId, CancellationToken cancellationToken) =>
            store.AtAsync(
                nameof(FindAccountAsync),
                () => inner.FindAccountAsync(accountId, cancellationToken),
                cancellationToken);

        public ValueTask<UserWithGroups?> FindUserAsync(
            string accountId, string name, CancellationToken cancellationToken) =>
            store.AtAsync(
                nameof(FindUserAsync),
                () => inner.FindUserAsync(accountId, name, cancellationToken),
                cancellationToken);

        public ValueTask<IamRole?> FindRoleAsync(string accountId, string name, CancellationToken cancellationToken) =>
            store.AtAsync(
                nameof(FindRoleAsync),
                () => inner.FindRoleAsync(accountId, name, cancellationToken),
                cancellationToken);

        public ValueTask<ManagedPolicy?> FindManagedPolicyAsync(Arn policyArn, CancellationToken cancellationToken) =>
            store.AtAsync(
                nameof(FindManagedPolicyAsync),
                () => inner.FindManagedPolicyAsync(policyArn, cancellationToken),
                cancellationToken);

        public ValueTask<ResourcePolicy?> FindResourcePolicyAsync(
            Arn resourceArn, CancellationToken cancellationToken) =>
            store.AtAsync(
                nameof(FindResourcePolicyAsync),
                () => inner.FindResourcePolicyAsync(resourceArn, cancellationToken),
                cancellationToken);

        public ValueTask<SessionRevocation?> FindSessionRevocationAsync(
            Arn principalArn, CancellationToken cancellationToken) =>
            store.AtAsync(
                nameof(FindSessionRevocationAsync),
                () => inner.FindSessionRevocationAsync(principalArn, cancellationToken),
                cancellationToken);

        public ValueTask<OrganizationPath?> FindOrganizationPathAsync(
            string accountId, CancellationToken cancellationToken) =>
            store.AtAsync(
                nameof(FindOrganizationPathAsync),
                () => inner.FindOrganizationPathAsync(accountId, cancellationToken),
                cancellationToken);

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
