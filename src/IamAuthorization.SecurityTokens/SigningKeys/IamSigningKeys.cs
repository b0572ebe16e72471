using System.Collections.Immutable;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// The keys that sign access tokens, for operators. They rotate by themselves; this is for the day a key is lost. A
/// change takes effect on this node at once and on other nodes of the same store within a minute.
/// </summary>
public sealed class IamSigningKeys
{
    private readonly SigningKeyRing _ring;
    private readonly TimeProvider _clock;

    internal IamSigningKeys(SigningKeyRing ring, TimeProvider clock)
    {
        _ring = ring;
        _clock = clock;
    }

    /// <summary>All keys in the order in which they sign.</summary>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="SigningKeyException">A stored key cannot be used.</exception>
    public async ValueTask<ImmutableArray<IamSigningKey>> ListAsync(CancellationToken cancellationToken = default)
    {
        SigningKeySet keys = await _ring.MaintainAsync(cancellationToken);
        SigningKey? active = keys.ActiveAt(_clock.GetUtcNow());
        return [.. keys.Keys.Select(key => Shown(keys, key, active))];
    }

    /// <summary>
    /// Makes a key that signs at once. Verifiers that keep the old key set meet a <c>kid</c> they do not know and
    /// must fetch the set again; stock ones do.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The new key.</returns>
    /// <exception cref="SigningKeyException">A stored key cannot be used.</exception>
    public async ValueTask<IamSigningKey> RotateAsync(CancellationToken cancellationToken = default)
    {
        SigningKey key = await _ring.RotateAsync(cancellationToken);
        SigningKeySet keys = await _ring.EnsureLoadedAsync(cancellationToken);
        return Shown(keys, key, keys.ActiveAt(_clock.GetUtcNow()));
    }

    /// <summary>
    /// The emergency brake: removes a key for good, and with it every session that it signed. When it is the one that
    /// signs, another takes over at once.
    /// </summary>
    /// <param name="keyId">The key's id.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>Whether there was such a key.</returns>
    /// <exception cref="SigningKeyException">Another stored key cannot be used.</exception>
    public ValueTask<bool> RemoveAsync(string keyId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        return _ring.RemoveAsync(keyId, cancellationToken);
    }

    private static IamSigningKey Shown(SigningKeySet keys, SigningKey key, SigningKey? active) => new(
        key.KeyId,
        key.Stored.CreatedAt,
        key.ActivatesAt,
        keys.Keys.Contains(key) ? keys.SucceededAt(key) : null,
        key == active);
}
