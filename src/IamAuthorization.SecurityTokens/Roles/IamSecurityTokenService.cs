using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// The app's own STS. A scoped service: everything it decides in one scope (one HTTP request) is decided on one
/// snapshot.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html">AWS Security Token Service</see>
/// </remarks>
public sealed class IamSecurityTokenService
{
    private readonly RoleAssumption _assumption;
    private readonly SessionRevoker _revoker;

    internal IamSecurityTokenService(RoleAssumption assumption, SessionRevoker revoker)
    {
        _assumption = assumption;
        _revoker = revoker;
    }

    /// <summary>Assumes a role: issues a session if its trust policy and the caller's own policies allow it.</summary>
    /// <param name="caller">Who assumes: a user, a role session or a service.</param>
    /// <param name="request">Which role, and with what limits.</param>
    /// <param name="context">The condition keys of the request; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait for store and providers.</param>
    /// <returns>
    /// The session, or the error. A role that is not there is refused in the same words as one that trusts somebody
    /// else.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<AssumeRoleResult> AssumeRoleAsync(
        IamPrincipal caller,
        AssumeRoleRequest request,
        RequestContext? context = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(request);
        return _assumption.AssumeAsync(caller, request, context ?? RequestContext.Empty, cancellationToken);
    }

    /// <summary>
    /// Revokes all sessions of a role or user that were issued before now. They are dead at once, whatever policies
    /// say, and stay dead, across restarts too where <see cref="IamSecurityTokenOptions.KeysFolder"/> is set; sessions
    /// issued later are not affected.
    /// </summary>
    /// <remarks>
    /// Nobody's permission is checked here: the endpoint or job that offers this must do so. AWS's own way works as
    /// well: attach to the role or user a policy that denies <c>*</c> on <c>*</c> with the condition
    /// <c>DateLessThan</c> <c>aws:TokenIssueTime</c>, which counts in whole seconds and is lifted by removing the
    /// policy. <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html">Revoke
    /// IAM role temporary security credentials</see>
    /// </remarks>
    /// <param name="principalArn">The ARN of the role or user.</param>
    /// <param name="origin">Who revokes, for the change log; <see langword="null"/> for the app itself.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>
    /// The instant from which on sessions count. It has come when the call returns, unless the clock was ahead when
    /// sessions were issued or revoked before.
    /// </returns>
    /// <exception cref="ArgumentException">The ARN is neither a role's nor a user's.</exception>
    /// <exception cref="IamRevisionConflictException">Others kept committing to the store: try again.</exception>
    /// <exception cref="TimeoutException">The store was slow, and sessions may have been made meanwhile.</exception>
    /// <exception cref="IOException">
    /// The revocation could not be kept on the disk. It is in effect, but a restart would forget it: try again.
    /// </exception>
    public ValueTask<DateTimeOffset> RevokeSessionsAsync(
        Arn principalArn, IamChangeOrigin? origin = null, CancellationToken cancellationToken = default) =>
        _revoker.RevokeAsync(principalArn, origin ?? IamChangeOrigin.App, cancellationToken);
}
