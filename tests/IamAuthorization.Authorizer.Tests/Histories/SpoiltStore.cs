using IamAuthorization.Accounts;

namespace IamAuthorization.Authorizer.Tests.Histories;

/// <summary>A store with one fault, which decisions show.</summary>
internal sealed class SpoiltStore(IIamStore inner) : IIamStore
{
    private IIamSnapshot? _before;
    private int _asked;

    public bool TellsKeys { get; init; } = true;

    /// <summary>Whether every fifth state that is handed out is an older one.</summary>
    public bool GoesBack { get; init; }

    public async ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        IIamSnapshot newest = await inner.GetSnapshotAsync(cancellationToken);
        if (GoesBack && ++_asked % 5 == 0)
        {
            return _before ?? newest;
        }

        _before = newest.Revision == _before?.Revision || _asked % 7 != 0 ? _before ?? newest : newest;
        return newest;
    }

    public ValueTask<IIamSnapshot> GetSnapshotAsync(long revisionMin, CancellationToken cancellationToken) =>
        inner.GetSnapshotAsync(revisionMin, cancellationToken);

    public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken) =>
        inner.CommitAsync(commit, cancellationToken);

    public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken) =>
        inner.ReadChangeLogAsync(query, cancellationToken);

    public IDisposable Subscribe(Action<IamChange> onChange) =>
        inner.Subscribe(change => onChange(TellsKeys ? change : change with { Keys = [] }));
}
