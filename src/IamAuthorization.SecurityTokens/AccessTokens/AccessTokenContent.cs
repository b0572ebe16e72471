namespace IamAuthorization.SecurityTokens;

/// <summary>What a token says, in the one form in which ours say it; nothing of it is verified yet.</summary>
internal sealed class AccessTokenContent
{
    public required string KeyId { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string Audience { get; init; }

    /// <summary>Unix time in seconds, as are the other times.</summary>
    public required long ExpiresAt { get; init; }

    public required long IssuedAt { get; init; }

    public required long? NotBefore { get; init; }

    public required byte[] TokenId { get; init; }

    public required byte[] SealedSession { get; init; }
}
