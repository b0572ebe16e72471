namespace IamAuthorization.Accounts;

/// <summary>A long-term access key of a user, or of the account's root user.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html">Manage access keys for
/// IAM users</see>
/// </remarks>
public sealed record AccessKey : IamEntity
{
    /// <summary>The access key id, <c>AKIA…</c>, unique among all accounts.</summary>
    public required string Id { get; init; }

    /// <summary>The account it belongs to, 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The name of its user, or <see langword="null"/> when it is the root user's.</summary>
    public required string? UserName { get; init; }

    /// <summary>Whether it may be used.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The secret, encrypted: signatures cannot be checked without it.</summary>
    public required string ProtectedSecret { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.AccessKey(Id);

    /// <summary>The key without its secret.</summary>
    /// <returns>Id, owner and state.</returns>
    public override string ToString() => $"AccessKey {Id} of {AccountId}/{UserName ?? "root"}";
}
