namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Where signing keys are kept, shared by all nodes of an app. A store holds protected bytes only; what they mean is
/// the ring's business. Register one of the app's own, for example over a vault, to replace the folder.
/// </summary>
public interface ISigningKeyStore
{
    /// <summary>All keys there are, in any order.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The keys; empty when there is none yet.</returns>
    /// <exception cref="SigningKeyException">Something that is there cannot be read as a key.</exception>
    ValueTask<IReadOnlyList<StoredSigningKey>> LoadAsync(CancellationToken cancellationToken = default);

    /// <summary>Keeps a key, whole or not at all. It is durable when the task has ended.</summary>
    /// <param name="key">The key; its id has not been used before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask AddAsync(StoredSigningKey key, CancellationToken cancellationToken = default);

    /// <summary>Forgets a key for good. Another node may have done so already.</summary>
    /// <param name="keyId">The key's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask RemoveAsync(string keyId, CancellationToken cancellationToken = default);
}
