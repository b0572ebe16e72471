using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>EV-30: whether a caller may make a session of a role. All actions it takes are decided alike.</summary>
internal sealed class RolePermission(IIamAuthorizer authorizer)
{
    private static readonly ActionName AssumeRole = ActionName.Parse("sts:AssumeRole");
    private static readonly ActionName TagSession = ActionName.Parse("sts:TagSession");
    private static readonly ActionName SetSourceIdentity = ActionName.Parse("sts:SetSourceIdentity");

    /// <summary>Why not, or null when the caller may.</summary>
    public async ValueTask<SecurityTokenError?> RefuseAsync(
        IamPrincipal caller,
        RequestedSession requested,
        InheritedFacts inherited,
        RequestContext request,
        CancellationToken cancellationToken)
    {
        var context = new AssumeRoleContext(requested, request);
        var role = new IamResource(requested.RoleArn)
        {
            OwnerAccountId = requested.RoleAccountId,
            RoleTagOverlay = inherited.Tags,
        };
        foreach ((ActionName action, IamResource resource) in Questions(requested, inherited, role))
        {
            IamDecision decision = await authorizer.AuthorizeAsync(
                caller, action, resource, context, cancellationToken);
            if (!decision.IsAllowed)
            {
                return Refusal(decision, requested);
            }
        }

        return CheckSourceIdentity(caller, requested, inherited);
    }

    /// <summary>The refusal of a role that is not there: the same as of one that trusts nobody.</summary>
    public static SecurityTokenError RefusalOfMissing(IamPrincipal caller, RequestedSession requested) =>
        Refusal(
            caller,
            requested,
            AssumeRole,
            $"because no role trust policy allows the {AssumeRole} action");

    private static IEnumerable<(ActionName Action, IamResource Resource)> Questions(
        RequestedSession requested, InheritedFacts inherited, IamResource role)
    {
        yield return (AssumeRole, role);
        if (!requested.Tags.IsEmpty || !inherited.Tags.IsEmpty)
        {
            yield return (TagSession, role);
        }

        if ((requested.SourceIdentity ?? inherited.SourceIdentity) is null)
        {
            yield break;
        }

        yield return (SetSourceIdentity, role);
        if (inherited.IsChained)
        {
            // WHY: EV-31. In a chain the caller's own policies must allow it even where the trust policy names the
            // session and so needs no other policy.
            yield return (SetSourceIdentity, new IamResource(requested.RoleArn)
            {
                OwnerAccountId = requested.RoleAccountId,
                RoleTagOverlay = inherited.Tags,
                DelegatesTrust = true,
            });
        }
    }

    /// <summary>EV-31: once set, a source identity stays.</summary>
    private static SecurityTokenError? CheckSourceIdentity(
        IamPrincipal caller, RequestedSession requested, InheritedFacts inherited)
    {
        bool isKept = requested.SourceIdentity is null
            || inherited.SourceIdentity is null
            || string.Equals(requested.SourceIdentity, inherited.SourceIdentity, StringComparison.Ordinal);
        return isKept
            ? null
            : Refusal(
                caller,
                requested,
                SetSourceIdentity,
                "because the calling session has another source identity, which stays");
    }

    /// <summary>What went wrong while deciding is for operators, who find it in the log and the decision log.</summary>
    private static SecurityTokenError Refusal(in IamDecision decision, RequestedSession requested) => Refusal(
        decision.Principal,
        requested,
        decision.Action,
        decision.Failure is null ? decision.Reason : "because the question could not be decided");

    /// <summary>Sts §4.3: only callers of the role's account are told the ground.</summary>
    private static SecurityTokenError Refusal(
        IamPrincipal caller, RequestedSession requested, ActionName action, string ground)
    {
        bool isOfRolesAccount = string.Equals(caller.AccountId, requested.RoleAccountId, StringComparison.Ordinal);
        string message = $"User: {caller} is not authorized to perform: {action} on resource: {requested.RoleArn}";
        return new SecurityTokenError(
            AssumeRoleErrors.AccessDenied, LogText.Of(isOfRolesAccount ? $"{message} {ground}" : message));
    }
}
