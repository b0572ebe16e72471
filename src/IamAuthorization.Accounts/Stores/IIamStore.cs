namespace IamAuthorization.Accounts;

/// <summary>
/// Keeps the entities. A store is dumb: it checks revisions, not the rules of accounts, which stand above it.
/// </summary>
public interface IIamStore
{
    /// <summary>The newest state.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A handle on it, good for as long as one request takes.</returns>
    ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken);

    /// <summary>Makes all changes of a commit, or none.</summary>
    /// <param name="commit">The changes, and the revision they were made for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new revision.</returns>
    /// <exception cref="IamRevisionConflictException">The store has moved on; read again and decide anew.</exception>
    ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken);

    /// <summary>Tells of every commit from now on, in order and without gaps.</summary>
    /// <param name="onChange">Called with what changed; must be quick and must not throw.</param>
    /// <returns>Ends the subscription when disposed.</returns>
    IDisposable Subscribe(Action<IamChange> onChange);
}
