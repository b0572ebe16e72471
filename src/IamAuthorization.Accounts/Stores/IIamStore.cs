namespace IamAuthorization.Accounts;

/// <summary>
/// Keeps the entities and the log of their changes. A store is dumb: it checks revisions, not the rules of accounts,
/// which stand above it.
/// </summary>
public interface IIamStore
{
    /// <summary>The newest state: never older than what was committed through this store object.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A handle on it, good for as long as one request takes.</returns>
    /// <exception cref="IamStoreUnavailableException">
    /// The newest state has not been known for longer than the store may go on without knowing.
    /// </exception>
    ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>A state that holds a commit which somebody knows of, made here or on another node.</summary>
    /// <param name="revisionMin">The revision of that commit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A handle on a state of that revision or a later one.</returns>
    /// <exception cref="IamStoreUnavailableException">
    /// There is no such revision, or it cannot be found out whether there is.
    /// </exception>
    async ValueTask<IIamSnapshot> GetSnapshotAsync(long revisionMin, CancellationToken cancellationToken)
    {
        IIamSnapshot snapshot = await GetSnapshotAsync(cancellationToken);
        return snapshot.Revision >= revisionMin
            ? snapshot
            : throw new IamStoreUnavailableException(
                $"Revision {revisionMin} is asked for, but the store is at {snapshot.Revision}.");
    }

    /// <summary>Makes all changes of a commit, or none. When it returns, they are durable.</summary>
    /// <param name="commit">The changes, and the revision they were made for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new revision; the one there is when the commit changes nothing.</returns>
    /// <exception cref="IamRevisionConflictException">
    /// What the commit was decided on has changed; read again and decide anew.
    /// </exception>
    ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken);

    /// <summary>Reads the log of changes, oldest first, without gaps.</summary>
    /// <param name="query">Which entries.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>At most <see cref="ChangeLogQuery.CountMax"/> entries.</returns>
    ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
        ChangeLogQuery query, CancellationToken cancellationToken);

    /// <summary>Tells of every commit from now on, in order and without gaps.</summary>
    /// <param name="onChange">Called with what changed; must be quick and must not throw.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    IDisposable Subscribe(Action<IamChange> onChange);
}
