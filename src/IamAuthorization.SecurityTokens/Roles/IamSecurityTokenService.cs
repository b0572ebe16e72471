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
    internal IamSecurityTokenService()
    {
    }

    /// <summary>Assumes a role: issues a session if its trust policy and the caller's own policies allow it.</summary>
    /// <param name="caller">Who assumes: a user, a role session or a service.</param>
    /// <param name="request">Which role, and with what limits.</param>
    /// <param name="context">The condition keys of the request; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Ends the wait for store and providers.</param>
    /// <returns>The session, or the error.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<AssumeRoleResult> AssumeRoleAsync(
        IamPrincipal caller,
        AssumeRoleRequest request,
        RequestContext? context = null,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>
    /// Revokes all sessions of a role or user that were issued before now. They are dead at once, whatever policies
    /// say, and stay dead; sessions issued later are not affected.
    /// </summary>
    /// <param name="principalArn">The ARN of the role or user.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    /// <returns>The instant from which on sessions count.</returns>
    /// <exception cref="ArgumentException">The ARN is neither a role's nor a user's.</exception>
    public ValueTask<DateTimeOffset> RevokeSessionsAsync(
        Arn principalArn, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
