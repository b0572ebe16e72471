using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IamAuthorization.SecurityTokens;

/// <summary>The keys of the ring at one time, in the order in which they sign. Immutable.</summary>
internal sealed class SigningKeySet
{
    /// <summary>
    /// The longest that any session may live (GetSessionToken); keys verify so long after they signed last.
    /// </summary>
    public static readonly TimeSpan SessionLifetimeMax = TimeSpan.FromHours(36);

    private readonly FrozenDictionary<string, Place> _byId;

    public SigningKeySet(IEnumerable<SigningKey> keys, long version)
    {
        // WHY: the id decides last, so that nodes which made keys at the same instant agree which of them signs.
        Keys =
        [
            .. keys.OrderBy(key => key.ActivatesAt)
                .ThenBy(key => key.Stored.CreatedAt)
                .ThenBy(key => key.KeyId, StringComparer.Ordinal),
        ];
        Version = version;
        _byId = Keys
            .Select((key, index) => new Place(key, index + 1 < Keys.Length ? Keys[index + 1].ActivatesAt : null))
            .ToFrozenDictionary(place => place.Key.KeyId, StringComparer.Ordinal);
    }

    public ImmutableArray<SigningKey> Keys { get; }

    /// <summary>Grows with every change of the keys.</summary>
    public long Version { get; }

    /// <summary>The key that signs: the newest whose time has come.</summary>
    public SigningKey? ActiveAt(DateTimeOffset now)
    {
        for (int index = Keys.Length - 1; index >= 0; index--)
        {
            if (Keys[index].ActivatesAt <= now)
            {
                return Keys[index];
            }
        }

        return null;
    }

    /// <summary>The key of that id, unless it is none of ours or all sessions it could have signed are over.</summary>
    public SigningKey? Find(string keyId, DateTimeOffset now) =>
        _byId.TryGetValue(keyId, out Place? place) && !place.IsOverAt(now) ? place.Key : null;

    /// <summary>When the next key takes over from this one; null for the last.</summary>
    public DateTimeOffset? SucceededAt(SigningKey key) => _byId[key.KeyId].SucceededAt;

    /// <summary>Whether all sessions that the key could have signed are over.</summary>
    public bool IsOver(SigningKey key, DateTimeOffset now) => _byId[key.KeyId].IsOverAt(now);

    private sealed record Place(SigningKey Key, DateTimeOffset? SucceededAt)
    {
        public bool IsOverAt(DateTimeOffset now) => SucceededAt + SessionLifetimeMax <= now;
    }
}
