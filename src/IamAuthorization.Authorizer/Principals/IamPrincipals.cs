using IamAuthorization.Policies;

namespace IamAuthorization.Authorizer;

/// <summary>Finds principals among those whose policies the scope decides with.</summary>
internal sealed class IamPrincipals(QuestionReader reader) : IIamPrincipals
{
    public ValueTask<IamPrincipal?> FindUserAsync(
        string accountId, string name, IamSession? session = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accountId);
        ArgumentNullException.ThrowIfNull(name);
        Task turn = reader.Gate.EnterAsync(cancellationToken);
        ValueTask<CallerPolicies?> user = turn.IsCompletedSuccessfully
            ? reader.Gate.LeaveAfterAsync(reader.FindUserAsync(accountId, name, cancellationToken))
            : FindUserAsync(turn, accountId, name, cancellationToken);
        return user.IsCompletedSuccessfully
            ? new(UserOf(user.Result, session))
            : UserOfAsync(user, session);
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
        CallerPolicies? role = await reader.Gate.LeaveAfterAsync(
            reader.FindRoleAsync(accountId, roleName, cancellationToken));
        return role is null ? null : IamPrincipal.RoleSession(role.Arn, sessionName, role.UniqueId, session);
    }

    public ValueTask<IamPrincipalState> GetStateAsync(
        IamPrincipal principal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(principal);
        Task turn = reader.Gate.EnterAsync(cancellationToken);
        return turn.IsCompletedSuccessfully
            ? reader.Gate.LeaveAfterAsync(reader.GetStateAsync(principal, cancellationToken))
            : GetStateAsync(turn, principal, cancellationToken);
    }

    private static IamPrincipal? UserOf(CallerPolicies? user, IamSession? session) =>
        user is null || session is null ? user?.User : IamPrincipal.User(user.Arn, user.UniqueId, session);

    private static async ValueTask<IamPrincipal?> UserOfAsync(ValueTask<CallerPolicies?> user, IamSession? session) =>
        UserOf(await user, session);

    private async ValueTask<CallerPolicies?> FindUserAsync(
        Task turn, string accountId, string name, CancellationToken cancellationToken)
    {
        await turn;
        return await reader.Gate.LeaveAfterAsync(reader.FindUserAsync(accountId, name, cancellationToken));
    }

    private async ValueTask<IamPrincipalState> GetStateAsync(
        Task turn, IamPrincipal principal, CancellationToken cancellationToken)
    {
        await turn;
        return await reader.Gate.LeaveAfterAsync(reader.GetStateAsync(principal, cancellationToken));
    }
}
