namespace IamAuthorization.Accounts;

/// <summary>An account.</summary>
/// <param name="Id">The account id, 12 digits.</param>
/// <param name="Alias">The alias, or <see langword="null"/>.</param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/console-account-alias.html">Your AWS account ID and
/// its alias</see>
/// </remarks>
public sealed record IamAccount(string Id, string? Alias = null) : IamEntity
{
    /// <summary>When it was made, or <see langword="null"/> where nobody wrote that down.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What passwords must be, or <see langword="null"/> for AWS's default.</summary>
    public PasswordPolicy? PasswordPolicy { get; init; }

    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.Account(Id);
}
