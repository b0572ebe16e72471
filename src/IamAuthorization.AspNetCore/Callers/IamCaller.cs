namespace IamAuthorization.AspNetCore;

/// <summary>Which principal of the store a caller with another issuer's credential is.</summary>
/// <remarks>
/// Names are looked up when the caller is used, whatever path the user or role has: one that no user or role of the
/// account has makes the caller nobody, which is 403.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names">
/// IAM name requirements</see>
/// </remarks>
public sealed class IamCaller
{
    private IamCaller(string? accountId, string? userName, string? roleName, string? sessionName)
    {
        AccountId = accountId;
        UserName = userName;
        RoleName = roleName;
        SessionName = sessionName;
    }

    /// <summary>Nobody: the request counts as one without credentials.</summary>
    public static IamCaller None { get; } =
        new(accountId: null, userName: null, roleName: null, sessionName: null);

    /// <summary>The caller's account, or <see langword="null"/> for the app's.</summary>
    internal string? AccountId { get; }

    /// <summary>The user's name, where the caller is a user.</summary>
    internal string? UserName { get; }

    /// <summary>The role's name, where the caller is a session of a role.</summary>
    internal string? RoleName { get; }

    /// <summary>The session's name, where the caller is a session of a role.</summary>
    internal string? SessionName { get; }

    /// <summary>A user.</summary>
    /// <param name="name">
    /// The friendly name, 1 to 64 of <c>A-Z a-z 0-9 + = , . @ _ -</c>; <see langword="null"/> is no user's.
    /// </param>
    /// <param name="accountId">
    /// The user's account, 12 digits; <see langword="null"/> for the app's. Anything else is nobody's account.
    /// </param>
    /// <returns>The caller.</returns>
    public static IamCaller User(string? name, string? accountId = null) =>
        new(accountId, name ?? string.Empty, roleName: null, sessionName: null);

    /// <summary>A session of a role.</summary>
    /// <param name="name">The role's friendly name, 1 to 64 of the characters of user names.</param>
    /// <param name="sessionName">
    /// Who uses the role, 2 to 64 of the same characters; it ends the caller's ARN and comes back in denials and logs.
    /// </param>
    /// <param name="accountId">
    /// The role's account, 12 digits; <see langword="null"/> for the app's. Anything else is nobody's account.
    /// </param>
    /// <returns>The caller.</returns>
    public static IamCaller Role(string? name, string? sessionName, string? accountId = null) =>
        new(accountId, userName: null, name ?? string.Empty, sessionName ?? string.Empty);
}
