using IamAuthorization.Accounts;
using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>Finds principals among those whose policies the scope decides with.</summary>
internal sealed class IamPrincipals(QuestionReader reader, PolicyLoader loader) : IIamPrincipals
{
    public async ValueTask<IamPrincipal?> FindUserAsync(
        string accountId, string name, IamSession? session = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accountId);
        ArgumentNullException.ThrowIfNull(name);
        CallerPolicies? user = await FindAsync(
            (loader, accountId, name),
            static (about, snapshot, token) =>
                about.loader.FindUserAsync(snapshot, about.accountId, about.name, token),
            cancellationToken);
        return session is null ? user?.User : user is null ? null : IamPrincipal.User(user.Arn, user.UniqueId, session);
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
        CallerPolicies? role = await FindAsync(
            (loader, accountId, roleName),
            static (about, snapshot, token) =>
                about.loader.FindRoleAsync(snapshot, about.accountId, about.roleName, token),
            cancellationToken);
        return role is null ? null : IamPrincipal.RoleSession(role.Arn, sessionName, role.UniqueId, session);
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

    private async ValueTask<CallerPolicies?> FindAsync<TAbout>(
        TAbout about,
        Func<TAbout, IIamSnapshot, CancellationToken, ValueTask<CallerPolicies?>> find,
        CancellationToken cancellationToken)
    {
        await reader.Gate.EnterAsync(cancellationToken);
        try
        {
            return await reader.FindAsync(about, find, cancellationToken);
        }
        finally
        {
            reader.Gate.Leave();
        }
    }
}
