using System.Text.Json;
using IamAuthorization.Cli.Lines;
using IamAuthorization.Policies;

namespace IamAuthorization.Cli.Simulation;

/// <summary>Turns one line into a question and the policies that apply to it.</summary>
/// <param name="policies">The documents compiled so far.</param>
internal sealed class CaseReader(PolicyCache policies)
{
    private readonly PolicyMembers _policies = new(policies);

    /// <summary>Reads a case.</summary>
    /// <param name="json">The line, a JSON object.</param>
    /// <returns>The case.</returns>
    /// <exception cref="LineException">Something in it is not as contracted; the message says what.</exception>
    public SimulatedCase Read(JsonElement json)
    {
        CaseMembers members = CaseMembers.Of(json);
        string id = members.GetText(CaseMembers.Id);
        RequestContext context = ContextReader.Read(members.Find(CaseMembers.Context));
        IamPrincipal principal = PrincipalReader.Read(members, context);
        ActionName action = Action(members);
        Arn resource = ArnOf(members.GetText(CaseMembers.Resource), CaseMembers.Resource);
        return new SimulatedCase
        {
            Id = id,
            Request = new AuthorizationRequest(principal, action, resource, context, ResourceAccount(members)),
            Policies = new ApplicablePolicies
            {
                Identity = _policies.Listed(members, CaseMembers.IdentityPolicies, PolicyKind.Managed),
                PermissionsBoundary =
                    _policies.Listed(members, CaseMembers.PermissionsBoundaries, PolicyKind.PermissionsBoundary),
                Session = Session(members, principal),
                Resource = _policies.Single(members, CaseMembers.ResourcePolicy, ResourcePolicyKind(action, resource)),
                ServiceControlLevels =
                    _policies.Levels(members, CaseMembers.ServiceControlPolicies, PolicyKind.ServiceControl),
                ResourceControlLevels =
                    _policies.Levels(members, CaseMembers.ResourceControlPolicies, PolicyKind.ResourceControl),
            },
        };
    }

    /// <summary>Reads an ARN.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">What it is, for messages.</param>
    /// <returns>The ARN.</returns>
    /// <exception cref="LineException">It is no ARN.</exception>
    internal static Arn ArnOf(string text, string where) =>
        Arn.TryParse(text, out Arn arn, out string? problem)
            ? arn
            : throw new LineException($"`{where}` is not an ARN: {problem}; found `{text}`.");

    private static ActionName Action(CaseMembers members)
    {
        string text = members.GetText(CaseMembers.Action);
        return ActionName.TryParse(text, out ActionName action, out string? problem)
            ? action
            : throw new LineException($"`{CaseMembers.Action}` is not an action: {problem}; found `{text}`.");
    }

    private static string? ResourceAccount(CaseMembers members)
    {
        string? account = members.FindText(CaseMembers.ResourceAccount);
        return account is null || IamPrincipal.IsAccountId(account)
            ? account
            : throw new LineException(
                $"`{CaseMembers.ResourceAccount}` must have {IamPrincipal.AccountIdLength} digits; found `{account}`.");
    }

    // A role is assumed under its trust policy, which has a grammar of its own.
    private static PolicyKind ResourcePolicyKind(ActionName action, Arn resource) =>
        TrustActions.IsGoverned(action, resource) ? PolicyKind.RoleTrust : PolicyKind.Resource;

    // EV-07: only role and federated sessions have session policies.
    private PolicySet? Session(CaseMembers members, IamPrincipal principal)
    {
        PolicySet? session = _policies.Single(members, CaseMembers.SessionPolicy, PolicyKind.Session);
        return session is null || principal.Kind is IamPrincipalKind.RoleSession or IamPrincipalKind.FederatedUser
            ? session
            : throw new LineException(
                $"`{CaseMembers.SessionPolicy}` is given to {principal}; only role sessions and federated users have "
                + "session policies.");
    }
}
