using IamAuthorization.Accounts;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>A store in which something happens after each snapshot is taken, or before each commit.</summary>
internal sealed class ChangingStore(
    IIamStore inner, Func<Task>? afterSnapshot = null, Func<Task>? beforeCommit = null) : IIamStore
{
    public int Commits { get; private set; }

    public async ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        IIamSnapshot snapshot = await inner.GetSnapshotAsync(cancellationToken);
        await (afterSnapshot?.Invoke() ?? Task.CompletedTask);
        return snapshot;
    }

    public async ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken)
    {
        await (beforeCommit?.Invoke() ?? Task.CompletedTask);
        Commits++;
        return await inner.CommitAsync(commit, cancellationToken);
    }

    public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken) =>
        inner.ReadChangeLogAsync(query, cancellationToken);

    public IDisposable Subscribe(Action<IamChange> onChange) => inner.Subscribe(onChange);
}
