using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Every account has users and roles of every name but <c>ghost</c>.</summary>
internal sealed class FakePrincipals : IIamPrincipals
{
    private const string Unknown = "ghost";

    public ValueTask<IamPrincipal?> FindUserAsync(
        string accountId, string name, IamSession? session = null, CancellationToken cancellationToken = default) =>
        new(name == Unknown ? null : IamPrincipal.User(IamArn.User("aws", accountId, name), session: session));

    public ValueTask<IamPrincipal?> FindRoleSessionAsync(
        string accountId,
        string roleName,
        string sessionName,
        IamSession? session = null,
        CancellationToken cancellationToken = default) =>
        new(roleName == Unknown
            ? null
            : IamPrincipal.RoleSession(IamArn.Role("aws", accountId, roleName), sessionName, session: session));

    public ValueTask<IamPrincipalState> GetStateAsync(
        IamPrincipal principal, CancellationToken cancellationToken = default) => new(IamPrincipalState.Alive);
}
