namespace IamAuthorization.Accounts;

/// <summary>
/// Keeps when credentials and roles were used last. It stands beside <see cref="IIamStore"/> and has no part in
/// revisions, snapshots and the change log: nothing is decided by it. A store that does not implement it has its last
/// uses kept in memory.
/// </summary>
public interface IIamLastUsedStore
{
    /// <summary>Finds last uses.</summary>
    /// <param name="ids">Of what; case counts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The last uses of those that were used, by id.</returns>
    /// <exception cref="IamStoreUnavailableException">The store cannot be asked.</exception>
    ValueTask<IReadOnlyDictionary<string, IamLastUse>> FindLastUsesAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellationToken);

    /// <summary>Writes uses down, each in the place of an earlier one; one that is not later changes nothing.</summary>
    /// <param name="uses">The uses, in any order; of several of one id the latest counts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when they are written.</returns>
    /// <exception cref="IamStoreUnavailableException">The store cannot be asked; it may be asked again.</exception>
    ValueTask RecordLastUsesAsync(IReadOnlyCollection<IamLastUse> uses, CancellationToken cancellationToken);
}
