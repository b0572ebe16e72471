namespace IamAuthorization.SecurityTokens;

/// <summary>A signing key as a store keeps it.</summary>
public sealed record StoredSigningKey
{
    /// <summary>The id: the RFC 7638 thumbprint of the public key, 43 characters of base64url.</summary>
    public required string KeyId { get; init; }

    /// <summary>When the key was made, whole milliseconds.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it signs, whole milliseconds.</summary>
    public required DateTimeOffset ActivatesAt { get; init; }

    /// <summary>The private key, sealed with Data Protection, in base64url.</summary>
    public required string ProtectedKey { get; init; }

    /// <summary>The id and times, never the key.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => $"{KeyId} (made {CreatedAt:O}, signs from {ActivatesAt:O})";
}
