namespace IamAuthorization.Accounts.Tests;

/// <summary>A store that lets somebody else commit between the reading and the commit of the next one.</summary>
internal sealed class StoreBetween : IIamStore
{
    private readonly InMemoryIamStore _store =
        new([new IamAccount(AccountWorld.Own), new IamAccount(AccountWorld.Other)]);

    private Func<Task>? _between;
    private bool _stays;

    public void Once(Func<Task> between) => _between = between;

    public void Always(Func<Task> between) => (_between, _stays) = (between, true);

    public ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
        _store.GetSnapshotAsync(cancellationToken);

    public async ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken)
    {
        if (_between is { } between)
        {
            _between = null;
            await between();
            _between = _stays ? between : null;
        }

        return await _store.CommitAsync(commit, cancellationToken);
    }

    public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken) =>
        _store.ReadChangeLogAsync(query, cancellationToken);

    public IDisposable Subscribe(Action<IamChange> onChange) => _store.Subscribe(onChange);
}
