using System.Collections.Concurrent;

namespace IamAuthorization.SecurityTokens;

/// <summary>Keeps signing keys as long as the process lives.</summary>
internal sealed class InMemorySigningKeyStore : ISigningKeyStore
{
    private readonly ConcurrentDictionary<string, StoredSigningKey> _keys = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<StoredSigningKey>> LoadAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<StoredSigningKey>>([.. _keys.Values]);

    public ValueTask AddAsync(StoredSigningKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _keys.TryAdd(key.KeyId, key)
            ? ValueTask.CompletedTask
            : throw new InvalidOperationException($"There is a signing key {key.KeyId} already.");
    }

    public ValueTask RemoveAsync(string keyId, CancellationToken cancellationToken = default)
    {
        _keys.TryRemove(keyId, out _);
        return ValueTask.CompletedTask;
    }
}
