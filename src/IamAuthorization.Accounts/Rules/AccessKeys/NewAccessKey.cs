namespace IamAuthorization.Accounts;

/// <summary>An access key as it is answered once, when it is made: later nobody can read the secret.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">The secret, 40 characters.</param>
public sealed record NewAccessKey(AccessKey Key, string Secret)
{
    /// <summary>The key without its secret.</summary>
    /// <returns>Id, owner and state.</returns>
    public override string ToString() => Key.ToString();
}
