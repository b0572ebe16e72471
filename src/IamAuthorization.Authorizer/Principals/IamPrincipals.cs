using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>Finds principals among those whose policies the scope decides with.</summary>
internal sealed class IamPrincipals(QuestionReader reader, PolicyLoader loader, ScopeGate gate) : IIamPrincipals
{
    public async ValueTask<IamPrincipal?> FindUserAsync(
        string accountId, string name, IamSession? session = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accountId);
        ArgumentNullException.ThrowIfNull(name);
        CallerPolicies? user = await gate.RunAsync(
            token => reader.FindAsync(
                (snapshot, inTime) => loader.FindUserAsync(snapshot, accountId, name, inTime), token),
            cancellationToken);
        return user is null ? null : IamPrincipal.User(Arn.Parse(user.Arn), user.UniqueId, session);
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
        CallerPolicies? role = await gate.RunAsync(
            token => reader.FindAsync(
                (snapshot, inTime) => loader.FindRoleAsync(snapshot, accountId, roleName, inTime), token),
            cancellationToken);
        return role is null
            ? null
            : IamPrincipal.RoleSession(Arn.Parse(role.Arn), sessionName, role.UniqueId, session);
    }

    public ValueTask<IamPrincipalState> GetStateAsync(
        IamPrincipal principal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return gate.RunAsync(token => reader.GetStateAsync(principal, token), cancellationToken);
    }
}
