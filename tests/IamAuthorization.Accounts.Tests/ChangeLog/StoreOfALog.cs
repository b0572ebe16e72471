namespace IamAuthorization.Accounts.Tests.ChangeLog;

/// <summary>A store that somebody has laid hands on: it gives the entries of its log as they lie.</summary>
internal sealed class StoreOfALog(ChangeLogEntry[] entries) : IIamStore
{
    private int _next;

    public ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IDisposable Subscribe(Action<IamChange> onChange) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken)
    {
        ChangeLogEntry[] page = entries[_next..Math.Min(_next + 3, entries.Length)];
        _next += page.Length;
        return new([.. page.Where(entry => query.AccountId is null || query.AccountId == entry.AccountId)]);
    }
}
