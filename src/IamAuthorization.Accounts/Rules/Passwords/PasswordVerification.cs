namespace IamAuthorization.Accounts;

/// <summary>What became of a password that somebody signs in with.</summary>
/// <param name="Status">What it is good for.</param>
/// <param name="ExpiresAt">
/// When it expires, or expired; <see langword="null"/> when it does not, or is wrong.
/// </param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html">Set an
/// account password policy: password expiration</see>
/// </remarks>
public sealed record PasswordVerification(PasswordStatus Status, DateTimeOffset? ExpiresAt);
