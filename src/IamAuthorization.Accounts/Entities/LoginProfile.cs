namespace IamAuthorization.Accounts;

/// <summary>The password of a user.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_LoginProfile.html">LoginProfile</see>
/// </remarks>
public sealed record LoginProfile : IamEntity
{
    /// <summary>The account, 12 digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>The user's name.</summary>
    public required string UserName { get; init; }

    /// <summary>The password, hashed as ASP.NET Core Identity does.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>Whether the user must choose another password at the next sign-in.</summary>
    public bool IsResetRequired { get; init; }

    /// <summary>When the user got a password.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the password was set.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The hashes of earlier passwords, newest first, as many as must not be used again.</summary>
    public ValueList<string> EarlierHashes { get; init; } = [];

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.LoginProfile(AccountId, UserName);

    /// <summary>Whose password it is, without the hash.</summary>
    /// <returns>Account and user.</returns>
    public override string ToString() => $"LoginProfile of {AccountId}/{UserName}";
}
