using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// The signing keys of the app: one signs, the next is published before it does, those before verify until the
/// sessions they signed are over.
/// </summary>
/// <remarks>
/// INVARIANT: <see cref="Current"/> is replaced whole and only under the gate; readers take it without a lock.
/// </remarks>
internal sealed class SigningKeyRing(
    ISigningKeyStore store,
    SigningKeySeal seal,
    IOptions<IamSecurityTokenOptions> options,
    TimeProvider clock,
    ILogger<SigningKeyRing> logger) : IDisposable
{
    /// <summary>How often the store is asked at most because a token names a key that is not here.</summary>
    public static readonly TimeSpan RefreshIntervalMin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private SigningKeySet? _current;
    private string? _announced;
    private long _loadedAt;

    /// <summary>The keys as they were read last; null before the first reading.</summary>
    public SigningKeySet? Current => Volatile.Read(ref _current);

    /// <summary>The keys, read from the store the first time.</summary>
    /// <exception cref="SigningKeyException">A stored key cannot be used.</exception>
    public ValueTask<SigningKeySet> EnsureLoadedAsync(CancellationToken cancellationToken) =>
        Current is { } current ? ValueTask.FromResult(current) : LoadFirstAsync(cancellationToken);

    /// <summary>The key that signs now; makes the next one when it is time.</summary>
    /// <exception cref="SigningKeyException">A stored key cannot be used.</exception>
    public async ValueTask<SigningKey> GetActiveAsync(CancellationToken cancellationToken)
    {
        SigningKeySet current = await EnsureLoadedAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        if (SigningKeySchedule.NextOf(current, options.Value, now) is not null)
        {
            // WHY: while some key signs, a store that fails is not asked again for every token.
            TimeSpan ageMin = current.ActiveAt(now) is null ? TimeSpan.Zero : RefreshIntervalMin;
            current = await TryMaintainAsync(cancellationToken, ageMin) ?? current;
        }

        return current.ActiveAt(now)
            ?? throw new SigningKeyException("No signing key is active.", "Look for the failure of the key store.");
    }

    /// <summary>
    /// The keys, read again unless that was done just now: another node may have made a key that a token names.
    /// </summary>
    public async ValueTask<SigningKeySet> RefreshAsync(CancellationToken cancellationToken)
    {
        SigningKeySet current = await EnsureLoadedAsync(cancellationToken);
        bool isFresh = clock.GetElapsedTime(Volatile.Read(ref _loadedAt)) < RefreshIntervalMin;
        return isFresh ? current : await TryMaintainAsync(cancellationToken, RefreshIntervalMin) ?? current;
    }

    /// <summary>Reads the store, makes the key that is due and removes those whose time is over.</summary>
    /// <exception cref="SigningKeyException">A stored key cannot be used.</exception>
    public ValueTask<SigningKeySet> MaintainAsync(CancellationToken cancellationToken) =>
        ChangeAsync(TimeSpan.Zero, change: null, cancellationToken);

    /// <summary>As <see cref="MaintainAsync"/>; a failure is logged, and the keys read before stay.</summary>
    public async ValueTask<SigningKeySet?> TryMaintainAsync(
        CancellationToken cancellationToken, TimeSpan ageMin = default)
    {
        try
        {
            return await ChangeAsync(ageMin, change: null, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // WHY: a store that is away for a while must not end the sessions whose keys are here.
            SecurityTokensLog.KeysNotRead(logger, failure);
            return Current;
        }
    }

    /// <summary>Makes a key that signs at once.</summary>
    public async ValueTask<SigningKey> RotateAsync(CancellationToken cancellationToken)
    {
        StoredSigningKey? made = null;
        SigningKeySet keys = await ChangeAsync(
            TimeSpan.Zero,
            async before =>
            {
                DateTimeOffset now = SigningKeySchedule.WholeMilliseconds(clock.GetUtcNow());
                DateTimeOffset newest = before.Keys.Select(key => key.Stored.CreatedAt).DefaultIfEmpty().Max();
                DateTimeOffset createdAt = newest < now ? now : newest.AddMilliseconds(1);
                made = await AddAsync(createdAt, now, cancellationToken);
            },
            cancellationToken);
        return keys.Find(made!.KeyId, clock.GetUtcNow())
            ?? throw new SigningKeyException($"The signing key {made} was removed again.", "Rotate once more.");
    }

    /// <summary>Removes a key: from here on nothing that it signed is valid.</summary>
    /// <returns>Whether there was such a key.</returns>
    public async ValueTask<bool> RemoveAsync(string keyId, CancellationToken cancellationToken)
    {
        if (!Holds(await EnsureLoadedAsync(cancellationToken), keyId)
            && !Holds(await MaintainAsync(cancellationToken), keyId))
        {
            return false;
        }

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            // WHY: first here, so that the brake acts on this node even when the store cannot be reached.
            Publish([.. Current!.Keys.Where(key => key.KeyId != keyId)]);
            await DeleteAsync(keyId, cancellationToken);
            await ReadAndMaintainAsync(cancellationToken);
            return true;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static bool Holds(SigningKeySet keys, string keyId) => keys.Keys.Any(key => key.KeyId == keyId);

    private async ValueTask<SigningKeySet> LoadFirstAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return Current ?? await ReadAndMaintainAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async ValueTask<SigningKeySet> ChangeAsync(
        TimeSpan ageMin, Func<SigningKeySet, ValueTask>? change, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (Current is { } fresh && clock.GetElapsedTime(_loadedAt) < ageMin)
            {
                return fresh;
            }

            if (change is not null)
            {
                await change(await ReadAsync(cancellationToken));
            }

            return await ReadAndMaintainAsync(cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async ValueTask<SigningKeySet> ReadAndMaintainAsync(CancellationToken cancellationToken)
    {
        SigningKeySet keys = await ReadAsync(cancellationToken);
        DateTimeOffset now = SigningKeySchedule.WholeMilliseconds(clock.GetUtcNow());
        if (SigningKeySchedule.NextOf(keys, options.Value, now) is { } activatesAt)
        {
            await AddAsync(now, activatesAt, cancellationToken);
            keys = await ReadAsync(cancellationToken);
        }

        foreach (SigningKey over in keys.Keys.Where(key => keys.IsOver(key, now)))
        {
            await DeleteAsync(over.KeyId, cancellationToken);
        }

        keys = Publish([.. keys.Keys.Where(key => !keys.IsOver(key, now))]);
        Announce(keys, now);
        return keys;
    }

    private async ValueTask<SigningKeySet> ReadAsync(CancellationToken cancellationToken)
    {
        // WHY: counted from before the attempt, so that a store that fails is not asked without end.
        Volatile.Write(ref _loadedAt, clock.GetTimestamp());
        IReadOnlyList<StoredSigningKey> stored = await store.LoadAsync(cancellationToken);
        Dictionary<StoredSigningKey, SigningKey> known = Current?.Keys.ToDictionary(key => key.Stored) ?? [];
        return new SigningKeySet(stored.Select(key => known.GetValueOrDefault(key) ?? seal.Open(key)), version: 0);
    }

    private SigningKeySet Publish(IReadOnlyList<SigningKey> keys)
    {
        SigningKeySet? before = Current;
        if (before is not null && before.Keys.SequenceEqual(keys))
        {
            return before;
        }

        var after = new SigningKeySet(keys, (before?.Version ?? 0) + 1);
        Volatile.Write(ref _current, after);
        return after;
    }

    private async ValueTask<StoredSigningKey> AddAsync(
        DateTimeOffset createdAt, DateTimeOffset activatesAt, CancellationToken cancellationToken)
    {
        StoredSigningKey key = seal.Create(createdAt, activatesAt);
        await store.AddAsync(key, cancellationToken);
        SecurityTokensLog.KeyCreated(logger, key.KeyId, key.ActivatesAt);
        return key;
    }

    private async ValueTask DeleteAsync(string keyId, CancellationToken cancellationToken)
    {
        await store.RemoveAsync(keyId, cancellationToken);
        SecurityTokensLog.KeyRemoved(logger, keyId);
    }

    private void Announce(SigningKeySet keys, DateTimeOffset now)
    {
        string? active = keys.ActiveAt(now)?.KeyId;
        if (active is null || active == _announced)
        {
            return;
        }

        if (_announced is { } retired)
        {
            SecurityTokensLog.KeyRetired(logger, retired, SigningKeySet.SessionLifetimeMax);
        }

        SecurityTokensLog.KeyActivated(logger, active);
        _announced = active;
    }
}
