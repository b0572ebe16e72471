using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>Finds principals among those whose policies the scope decides with.</summary>
internal sealed class IamPrincipals(QuestionReader reader) : IIamPrincipals
{
    public async ValueTask<IamPrincipal?> FindUserAsync(
        string accountId, string name, IamSession? session = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accountId);
        ArgumentNullException.ThrowIfNull(name);
        await reader.Gate.EnterAsync(cancellationToken);
        try
        {
            CallerPolicies? user = await reader.FindUserAsync(accountId, name, cancellationToken);
            return user is null || session is null
                ? user?.User
                : IamPrincipal.User(user.Arn, user.UniqueId, session);
        }
        finally
        {
            reader.Gate.Leave();
        }
    }

    public async ValueTask<IamPrincipal?> FindRoleSessionAsync(
        string accountId,
        string roleName,
        string sessionName,
        IamSession? session = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accountId);
        ArgumentNullException.ThrowIfNull(roleName);
        ArgumentException.ThrowIfNullOrEmpty(sessionName);
        await reader.Gate.EnterAsync(cancellationToken);
        try
        {
            CallerPolicies? role = await reader.FindRoleAsync(accountId, roleName, cancellationToken);
            return role is null ? null : IamPrincipal.RoleSession(role.Arn, sessionName, role.UniqueId, session);
        }
        finally
        {
            reader.Gate.Leave();
        }
    }

    public async ValueTask<IamPrincipalState> GetStateAsync(
        IamPrincipal principal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await reader.Gate.EnterAsync(cancellationToken);
        try
        {
            return await reader.GetStateAsync(principal, cancellationToken);
        }
        finally
        {
            reader.Gate.Leave();
        }
    }
}
