namespace IamAuthorization.SecurityTokens;

/// <summary>The members of a key's file.</summary>
internal sealed class SigningKeyFileContent
{
    public required int Version { get; init; }

    public required string KeyId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ActivatesAt { get; init; }

    public required string ProtectedKey { get; init; }
}
