namespace IamAuthorization.AspNetCore;

/// <summary>Which principal of the app's account a caller with another issuer's credential is.</summary>
/// <remarks>
/// Names are checked when the caller is used: one that no user or role can have makes the caller nobody, which is 403.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names">
/// IAM name requirements</see>
/// </remarks>
public sealed class IamCaller
{
    private IamCaller(string? userName, string? roleName, string? sessionName)
    {
        UserName = userName;
        RoleName = roleName;
        SessionName = sessionName;
    }

    /// <summary>Nobody: the request counts as one without credentials.</summary>
    public static IamCaller None { get; } = new(userName: null, roleName: null, sessionName: null);

    /// <summary>The user's name, where the caller is a user.</summary>
    internal string? UserName { get; }

    /// <summary>The role's name, where the caller is a session of a role.</summary>
    internal string? RoleName { get; }

    /// <summary>The session's name, where the caller is a session of a role.</summary>
    internal string? SessionName { get; }

    /// <summary>A user of the app's account.</summary>
    /// <param name="name">
    /// The friendly name, 1 to 64 of <c>A-Z a-z 0-9 + = , . @ _ -</c>; <see langword="null"/> is no user's.
    /// </param>
    /// <returns>The caller.</returns>
    public static IamCaller User(string? name) => new(name ?? string.Empty, roleName: null, sessionName: null);

    /// <summary>A session of a role of the app's account.</summary>
    /// <param name="name">The role's friendly name, 1 to 64 of the characters of user names.</param>
    /// <param name="sessionName">
    /// Who uses the role, 2 to 64 of the same characters; it ends the caller's ARN and comes back in denials and logs.
    /// </param>
    /// <returns>The caller.</returns>
    public static IamCaller Role(string? name, string? sessionName) =>
        new(userName: null, name ?? string.Empty, sessionName ?? string.Empty);
}
