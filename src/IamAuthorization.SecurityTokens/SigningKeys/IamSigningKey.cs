namespace IamAuthorization.SecurityTokens;

/// <summary>A signing key as operators see it: its id and times, never the key.</summary>
/// <param name="KeyId">The id, the <c>kid</c> of tokens: the RFC 7638 thumbprint of the public key.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ActivatesAt">From when on it signs.</param>
/// <param name="SucceededAt">
/// When the next key takes over, or <see langword="null"/> for the last one. Tokens that it signed are accepted for 36
/// hours more, which is the longest any session lives.
/// </param>
/// <param name="IsActive">Whether it signs now.</param>
public sealed record IamSigningKey(
    string KeyId, DateTimeOffset CreatedAt, DateTimeOffset ActivatesAt, DateTimeOffset? SucceededAt, bool IsActive);
