using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens;

/// <summary>Sessions of tokens that were valid, by the token's hash: bounded, and never past a token's end.</summary>
internal sealed class AccessTokenCache
{
    private readonly BoundedCache<TokenHash, Entry>? _entries;
    private readonly TimeProvider _clock;

    public AccessTokenCache(IOptions<IamSecurityTokenOptions> options, TimeProvider clock)
    {
        _clock = clock;
        int size = options.Value.CachedTokensMax;
        _entries = size == 0 ? null : new BoundedCache<TokenHash, Entry>(size);
    }

    /// <summary>How many there are.</summary>
    public int Count => _entries?.Count ?? 0;

    /// <summary>The session, unless it has ended or its key is no longer in the ring.</summary>
    /// <param name="token">The token.</param>
    /// <param name="keys">The ring, or null when it was not read yet.</param>
    /// <param name="isOver">Whether the session is known, and has ended.</param>
    public IamPrincipal? Find(TokenHash token, SigningKeySet? keys, out bool isOver)
    {
        isOver = false;
        if (keys is null || _entries?.Find(token) is not { } entry)
        {
            return null;
        }

        // WHY: the cache drops entries when it needs room; whether a session lives is asked on every hit.
        if (entry.KeysVersion != keys.Version && keys.Find(entry.KeyId, _clock.GetUtcNow()) is null)
        {
            _entries.Remove(token);
            return null;
        }

        // WHY kept when it is over: the clock may be put back, and then the token alone would seem to live again.
        isOver = entry.Lifetime.IsOver();
        return isOver ? null : entry.Principal;
    }

    /// <summary>Keeps the session of a token that a key of that id signed.</summary>
    public void Keep(TokenHash token, IamPrincipal principal, string keyId, SigningKeySet keys)
    {
        var lifetime = new Lifetime(principal.Session!.ExpiresAt!.Value, _clock);
        _entries?.Keep(token, new Entry(principal, lifetime, keyId, keys.Version));
    }

    private sealed record Entry(IamPrincipal Principal, Lifetime Lifetime, string KeyId, long KeysVersion);
}
