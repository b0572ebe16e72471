using System.Collections.Immutable;

namespace IamAuthorization.Policies;

/// <summary>
/// The decision: a pure function of a question and the policies that apply to it. No clock, no store, no log; it does
/// not allocate.
/// </summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
/// evaluation logic</see>
/// </remarks>
public static class IamEvaluator
{
    private const string UnknownOwner =
        "the account that owns the resource is not known: its ARN names none and nobody else does";

    /// <summary>Decides.</summary>
    /// <param name="request">The question.</param>
    /// <param name="policies">All policies that apply.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">
    /// Session policies were given for a principal that is neither a role session nor a federated user (EV-07).
    /// </exception>
    public static IamDecision Decide(AuthorizationRequest request, in ApplicablePolicies policies)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireSessionForSessionPolicies(request, policies.Session);
        var frame = new EvaluationFrame(request, policies.PermissionsBoundary is not null);
        PolicyType resourceType = TypeOfResourcePolicy(in frame);

        // Any Deny denies, whatever else allows; the first one, in this order, is the cause that is named (EV-47).
        SetResult serviceControl = JudgeLevels(ServiceControlOf(in policies, request), in frame, out bool isOpen);
        if (serviceControl.IsDeny)
        {
            return Deny(request, PolicyType.ServiceControl, serviceControl);
        }

        SetResult resourceControl = JudgeLevels(ResourceControlOf(in policies, request), in frame, out _);
        if (resourceControl.IsDeny)
        {
            return Deny(request, PolicyType.ResourceControl, resourceControl);
        }

        SetResult resource = policies.Resource?.JudgeForCaller(in frame) ?? default;
        if (resource.IsDeny)
        {
            return Deny(request, resourceType, resource);
        }

        SetResult identity = policies.Identity?.Judge(in frame) ?? default;
        if (identity.IsDeny)
        {
            return Deny(request, PolicyType.IdentityBased, identity);
        }

        PolicyType limit = FindLimit(request.CallerKind, in policies, in frame, out SetResult denying);
        if (denying.IsDeny)
        {
            return Deny(request, limit, denying);
        }

        if (!request.IsForCallersAccount && frame.Owner.IsEmpty && !request.Resource.IsAny)
        {
            return IamDecision.Undecided(request, UnknownOwner);
        }

        if (HasNoAccount(request.CallerKind))
        {
            return resource.Level == PrincipalMatchLevel.Direct
                ? Allow(request, resourceType, resource)
                : ImplicitDeny(request, resourceType);
        }

        // WHY: there is no gate for RCPs. The built-in RCPFullAWSAccess allows at every level, so they can only deny.
        if (!isOpen)
        {
            return ImplicitDeny(request, PolicyType.ServiceControl);
        }

        bool requiresGrant = frame.IsTrustDecision || request.RequiresResourcePolicyGrant;
        return request.IsForCallersAccount
            ? DecideSameAccount(request, resourceType, resource, identity, limit, requiresGrant)
            : DecideCrossAccount(request, resourceType, resource, identity, limit);
    }

    /// <summary>Decides again and says of each statement and condition whether it matched, or why not.</summary>
    /// <param name="request">The question.</param>
    /// <param name="policies">All policies that apply.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Decide"/>.</exception>
    public static Explanation Explain(AuthorizationRequest request, in ApplicablePolicies policies)
    {
        IamDecision decision = Decide(request, in policies);
        var frame = new EvaluationFrame(request, policies.PermissionsBoundary is not null);
        ApplicablePolicies scoped = policies with
        {
            ServiceControlLevels = ServiceControlOf(in policies, request),
            ResourceControlLevels = ResourceControlOf(in policies, request),
        };
        return ExplanationBuilder.Build(in decision, in frame, in scoped, TypeOfResourcePolicy(in frame));
    }

    /// <summary>
    /// The first Deny of any level. EV-22: the gate is open when every level has a matching Allow; without levels it is
    /// (EV-26).
    /// </summary>
    private static SetResult JudgeLevels(
        ImmutableArray<PolicySet> levels, in EvaluationFrame frame, out bool isOpen)
    {
        isOpen = true;
        return levels.IsDefaultOrEmpty ? default : JudgeEach(levels, in frame, out isOpen);
    }

    private static SetResult JudgeEach(ImmutableArray<PolicySet> levels, in EvaluationFrame frame, out bool isOpen)
    {
        isOpen = true;
        foreach (PolicySet level in levels)
        {
            SetResult result = level.Judge(in frame);
            if (result.IsDeny)
            {
                return result;
            }

            isOpen = isOpen && result.IsAllow;
        }

        return default;
    }

    /// <summary>
    /// Steps 9 and 10: the boundary or session that denies, which then is the result; else the one that is there and
    /// allows nothing of this, or none.
    /// </summary>
    private static PolicyType FindLimit(
        IamPrincipalKind caller, in ApplicablePolicies policies, in EvaluationFrame frame, out SetResult denying)
    {
        SetResult boundary = policies.PermissionsBoundary?.Judge(in frame) ?? default;
        denying = boundary;
        if (boundary.IsDeny)
        {
            return PolicyType.PermissionsBoundary;
        }

        SetResult session = policies.Session?.Judge(in frame) ?? default;
        denying = session;
        if (session.IsDeny)
        {
            return PolicyType.Session;
        }

        if (policies.PermissionsBoundary is not null && !boundary.IsAllow)
        {
            return PolicyType.PermissionsBoundary;
        }

        // WHY: a federated session without a session policy may do nothing; a role session is then unlimited.
        bool isLimited = policies.Session is not null || caller == IamPrincipalKind.FederatedUser;
        return isLimited && !session.IsAllow ? PolicyType.Session : PolicyType.None;
    }

    /// <summary>Evaluation §2, steps 6 to 11.</summary>
    private static IamDecision DecideSameAccount(
        AuthorizationRequest request,
        PolicyType resourceType,
        SetResult resource,
        SetResult identity,
        PolicyType limit,
        bool requiresGrant)
    {
        if (request.CallerKind == IamPrincipalKind.Root)
        {
            return Allow(request, PolicyType.AccountRootUser, default);
        }

        if (resource.Level == PrincipalMatchLevel.Direct)
        {
            return Allow(request, resourceType, resource);
        }

        if (requiresGrant && resource.Level == PrincipalMatchLevel.None)
        {
            return ImplicitDeny(request, resourceType);
        }

        if (!identity.IsAllow && resource.Level != PrincipalMatchLevel.Entity)
        {
            return ImplicitDeny(request, PolicyType.IdentityBased);
        }

        if (limit != PolicyType.None)
        {
            return ImplicitDeny(request, limit);
        }

        return identity.IsAllow
            ? Allow(request, PolicyType.IdentityBased, identity)
            : Allow(request, resourceType, resource);
    }

    /// <summary>Evaluation §3: both accounts must allow; nothing bypasses the caller's own policies (EV-15).</summary>
    private static IamDecision DecideCrossAccount(
        AuthorizationRequest request,
        PolicyType resourceType,
        SetResult resource,
        SetResult identity,
        PolicyType limit)
    {
        // WHY: EV-19, accounts of different partitions cannot delegate to each other.
        if (!request.Resource.IsAny && !request.Resource.Partition.SequenceEqual(request.Principal.Arn.Partition))
        {
            return ImplicitDeny(request, resourceType);
        }

        bool hasGrant = resource.Level != PrincipalMatchLevel.None;
        if (request.CallerKind == IamPrincipalKind.Root)
        {
            return hasGrant ? Allow(request, resourceType, resource) : ImplicitDeny(request, resourceType);
        }

        if (!identity.IsAllow)
        {
            return ImplicitDeny(request, PolicyType.IdentityBased);
        }

        if (limit != PolicyType.None)
        {
            return ImplicitDeny(request, limit);
        }

        return hasGrant
            ? Allow(request, PolicyType.IdentityBased, identity)
            : ImplicitDeny(request, resourceType);
    }

    /// <summary>EV-23: what does not apply to this caller is not there.</summary>
    private static ImmutableArray<PolicySet> ServiceControlOf(
        in ApplicablePolicies policies, AuthorizationRequest request) =>
        !policies.ServiceControlLevels.IsDefaultOrEmpty
        && (request.Principal.IsServiceLinked || HasNoAccount(request.CallerKind))
            ? default
            : policies.ServiceControlLevels;

    /// <summary>EV-24: as for service control policies, but for callers of any account or none.</summary>
    private static ImmutableArray<PolicySet> ResourceControlOf(
        in ApplicablePolicies policies, AuthorizationRequest request) =>
        !policies.ResourceControlLevels.IsDefaultOrEmpty && request.Principal.IsServiceLinked
            ? default
            : policies.ResourceControlLevels;

    /// <summary>Callers for whom only the resource's own policies exist (evaluation §5.1, §5.2).</summary>
    private static bool HasNoAccount(IamPrincipalKind caller) => caller
        is IamPrincipalKind.Anonymous or IamPrincipalKind.Service or IamPrincipalKind.FederatedIdentity;

    /// <summary>EV-10: the policy of a role is its trust policy for the actions that trust policies govern.</summary>
    private static PolicyType TypeOfResourcePolicy(in EvaluationFrame frame) =>
        frame.IsTrustDecision ? PolicyType.RoleTrust : PolicyType.ResourceBased;

    private static IamDecision Allow(AuthorizationRequest request, PolicyType type, SetResult result) =>
        new(request, DecisionOutcome.Allow, type, result.Statement);

    private static IamDecision Deny(AuthorizationRequest request, PolicyType type, SetResult result) =>
        new(request, DecisionOutcome.ExplicitDeny, type, result.Statement);

    private static IamDecision ImplicitDeny(AuthorizationRequest request, PolicyType type) =>
        new(request, DecisionOutcome.ImplicitDeny, type, default);

    private static void RequireSessionForSessionPolicies(AuthorizationRequest request, PolicySet? session)
    {
        bool mayHave = session is null
            || request.CallerKind is IamPrincipalKind.RoleSession or IamPrincipalKind.FederatedUser;
        if (!mayHave)
        {
            throw new ArgumentException(
                $"`{request.Principal}` cannot have session policies: only role sessions and federated users do.",
                nameof(session));
        }
    }
}
