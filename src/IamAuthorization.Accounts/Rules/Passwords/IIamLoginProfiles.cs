namespace IamAuthorization.Accounts;

/// <summary>The passwords of users. What is stored is a hash; nothing answers it.</summary>
/// <remarks>
/// What a rule refuses is an <see cref="IamException"/>, and nothing is changed.
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html">Manage
/// passwords for IAM users</see>
/// </remarks>
public interface IIamLoginProfiles
{
    /// <summary>Gives a user a password, which the account's password policy must admit.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="password">The password.</param>
    /// <param name="isResetRequired">Whether another password must be chosen at the next sign-in.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The login profile.</returns>
    Task<IamCommitted<LoginProfile>> CreateAsync(
        IamCall call,
        string userName,
        string password,
        bool isResetRequired,
        CancellationToken cancellationToken);

    /// <summary>Finds out whether a user has a password.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The login profile.</returns>
    Task<LoginProfile> GetAsync(IamCall call, string userName, CancellationToken cancellationToken);

    /// <summary>Sets another password, or whether one must be chosen at the next sign-in.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="newPassword">The new password, or <see langword="null"/> to keep it.</param>
    /// <param name="resetRequired">
    /// Whether another password must be chosen at the next sign-in, or <see langword="null"/> to keep it.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> UpdateAsync(
        IamCall call,
        string userName,
        string? newPassword,
        bool? resetRequired,
        CancellationToken cancellationToken);

    /// <summary>Sets another password for a user who knows the one there is.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="oldPassword">The password there is.</param>
    /// <param name="newPassword">The new password.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> ChangeAsync(
        IamCall call,
        string userName,
        string oldPassword,
        string newPassword,
        CancellationToken cancellationToken);

    /// <summary>
    /// Checks the password that somebody signs in with. What is right and still must be changed first is told; nothing
    /// tells a user who has no password, or is not there, from a wrong password. Guesses are not counted: limit how
    /// often one may try.
    /// </summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the password is good for.</returns>
    Task<PasswordVerification> VerifyAsync(
        IamCall call, string userName, string password, CancellationToken cancellationToken);

    /// <summary>Takes the password away.</summary>
    /// <param name="call">In which account, and who asks.</param>
    /// <param name="userName">The name of the user.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The revision of the commit.</returns>
    Task<long> DeleteAsync(IamCall call, string userName, CancellationToken cancellationToken);
}
