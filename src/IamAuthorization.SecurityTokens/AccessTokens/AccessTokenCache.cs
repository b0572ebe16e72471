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
    public IamPrincipal? Find(TokenHash token, SigningKeySet? keys)
    {
        if (keys is null || _entries?.Find(token) is not { } entry)
        {
            return null;
        }

        // WHY: the cache drops entries when it needs room; whether a session lives is asked on every hit.
        DateTimeOffset now = _clock.GetUtcNow();
        bool isAlive = now < entry.ExpiresAt
            && (entry.KeysVersion == keys.Version || keys.Find(entry.KeyId, now) is not null);
        if (!isAlive)
        {
            _entries.Remove(token);
        }

        return isAlive ? entry.Principal : null;
    }

    /// <summary>Keeps the session of a token that a key of that id signed.</summary>
    public void Keep(TokenHash token, IamPrincipal principal, string keyId, SigningKeySet keys)
    {
        DateTimeOffset expiresAt = principal.Session!.ExpiresAt!.Value;
        _entries?.Keep(token, new Entry(principal, expiresAt, keyId, keys.Version));
    }

    private sealed record Entry(IamPrincipal Principal, DateTimeOffset ExpiresAt, string KeyId, long KeysVersion);
}
