using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Finds the principals that callers are, by the names that apps know: a name is unique in its account whatever path
/// the user or role has. It reads the snapshot on which its scope decides.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-friendly-names">
/// Friendly names and paths</see>
/// </remarks>
public interface IIamPrincipals
{
    /// <summary>Finds a user.</summary>
    /// <param name="accountId">The account, 12 digits.</param>
    /// <param name="name">The friendly name, without path.</param>
    /// <param name="session">The facts of temporary credentials, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The user with path and unique id, or <see langword="null"/> when there is no such principal.</returns>
    /// <exception cref="InvalidOperationException">The store failed or was late; the caller must be denied.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<IamPrincipal?> FindUserAsync(
        string accountId, string name, IamSession? session = null, CancellationToken cancellationToken = default);

    /// <summary>Finds a role and makes a session of it.</summary>
    /// <param name="accountId">The account, 12 digits.</param>
    /// <param name="roleName">The role's friendly name, without path.</param>
    /// <param name="sessionName">Who uses the role.</param>
    /// <param name="session">The facts of the session, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>
    /// The session with its role's path and unique id, or <see langword="null"/> when there is no such principal.
    /// </returns>
    /// <exception cref="InvalidOperationException">The store failed or was late; the caller must be denied.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<IamPrincipal?> FindRoleSessionAsync(
        string accountId,
        string roleName,
        string sessionName,
        IamSession? session = null,
        CancellationToken cancellationToken = default);

    /// <summary>Tells whether a principal may act at all: every decision for it is a denial when it may not.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The state, on the snapshot on which the scope decides.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    ValueTask<IamPrincipalState> GetStateAsync(IamPrincipal principal, CancellationToken cancellationToken = default);
}
