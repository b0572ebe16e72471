namespace IamAuthorization.Accounts;

/// <summary>Whose an access key is, and when it was used last.</summary>
/// <param name="UserName">The user's name, or <see langword="null"/> when the key is the root user's.</param>
/// <param name="LastUse">When it was used last, or <see langword="null"/> for never.</param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html">
/// GetAccessKeyLastUsed</see>
/// </remarks>
public sealed record AccessKeyLastUse(string? UserName, IamLastUse? LastUse);
