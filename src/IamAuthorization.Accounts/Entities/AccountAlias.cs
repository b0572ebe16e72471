namespace IamAuthorization.Accounts;

/// <summary>Whose an account alias is: no two accounts have the same.</summary>
/// <param name="Alias">The alias.</param>
/// <param name="AccountId">The account, 12 digits.</param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/console-account-alias.html">Your AWS account ID and
/// its alias</see>
/// </remarks>
public sealed record AccountAlias(string Alias, string AccountId) : IamEntity
{
    /// <inheritdoc/>
    public override IamEntityKey Key => IamEntityKey.AccountAlias(Alias);
}
