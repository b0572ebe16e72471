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
    public static IamDecision Decide(in AuthorizationRequest request, in ApplicablePolicies policies)
    {
        RequireSessionForSessionPolicies(request.Principal, policies.Session);
        var frame = new EvaluationFrame(in request, policies.PermissionsBoundary is not null);
        CompiledStatement deny = Judge(in frame, in policies, out Verdicts verdicts, out PolicyType type);
        if (!deny.IsNone)
        {
            return new IamDecision(in request, DecisionOutcome.ExplicitDeny, type, deny);
        }

        ReadOnlySpan<char> owner = frame.Owner;
        if (owner.IsEmpty && !request.Resource.IsAny)
        {
            return IamDecision.Undecided(in request, UnknownOwner);
        }

        IamPrincipal caller = request.Principal;
        PolicyType resourceType = TypeOfResourcePolicy(in frame);
        if (HasNoAccount(caller))
        {
            return verdicts.Resource.Level == PrincipalMatchLevel.Direct
                ? Allow(in request, resourceType, verdicts.Resource.Statement)
                : ImplicitDeny(in request, resourceType);
        }

        // WHY: there is no gate for RCPs. The built-in RCPFullAWSAccess allows at every level, so they can only deny.
        if (!verdicts.IsOrganizationOpen)
        {
            return ImplicitDeny(in request, PolicyType.ServiceControl);
        }

        PolicyType? limit = FindSilentLimit(caller, in policies, in verdicts);
        return owner.SequenceEqual(caller.AccountId)
            ? DecideSameAccount(in request, in verdicts, resourceType, limit, requiresGrant: frame.IsTrustDecision)
            : DecideCrossAccount(in request, in verdicts, resourceType, limit);
    }

    /// <summary>Decides again and says of each statement and condition whether it matched, or why not.</summary>
    /// <param name="request">The question.</param>
    /// <param name="policies">All policies that apply.</param>
    /// <returns>The explanation.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Decide"/>.</exception>
    public static Explanation Explain(in AuthorizationRequest request, in ApplicablePolicies policies)
    {
        IamDecision decision = Decide(in request, in policies);
        var frame = new EvaluationFrame(in request, policies.PermissionsBoundary is not null);
        ApplicablePolicies scoped = policies with
        {
            ServiceControlLevels = ServiceControlOf(in policies, request.Principal),
            ResourceControlLevels = ResourceControlOf(in policies, request.Principal),
        };
        return ExplanationBuilder.Build(in decision, in frame, in scoped, TypeOfResourcePolicy(in frame));
    }

    /// <summary>
    /// Asks each set, in the order in which causes are named (EV-47). The first Deny ends it, with its type; else the
    /// verdicts are complete.
    /// </summary>
    private static CompiledStatement Judge(
        in EvaluationFrame frame, in ApplicablePolicies policies, out Verdicts verdicts, out PolicyType type)
    {
        verdicts = default;
        type = PolicyType.ServiceControl;
        SetResult serviceControl = JudgeLevels(
            ServiceControlOf(in policies, frame.Principal), in frame, out verdicts.IsOrganizationOpen);
        if (serviceControl.IsDeny)
        {
            return serviceControl.Statement;
        }

        type = PolicyType.ResourceControl;
        SetResult resourceControl = JudgeLevels(ResourceControlOf(in policies, frame.Principal), in frame, out _);
        if (resourceControl.IsDeny)
        {
            return resourceControl.Statement;
        }

        type = TypeOfResourcePolicy(in frame);
        if (policies.Resource?.JudgeForCaller(in frame, out verdicts.Resource) == true)
        {
            return verdicts.Resource.Statement;
        }

        type = PolicyType.IdentityBased;
        if (policies.Identity?.Judge(in frame, out verdicts.Identity) == true)
        {
            return verdicts.Identity.Statement;
        }

        type = PolicyType.PermissionsBoundary;
        if (policies.PermissionsBoundary?.Judge(in frame, out verdicts.Boundary) == true)
        {
            return verdicts.Boundary.Statement;
        }

        type = PolicyType.Session;
        return policies.Session?.Judge(in frame, out verdicts.Session) == true ? verdicts.Session.Statement : default;
    }

    /// <summary>
    /// The first Deny of any level. EV-22: the gate is open when every level has a matching Allow; without levels it is
    /// (EV-26).
    /// </summary>
    private static SetResult JudgeLevels(ImmutableArray<PolicySet> levels, in EvaluationFrame frame, out bool isOpen)
    {
        isOpen = true;
        foreach (PolicySet level in levels.AsSpan())
        {
            if (level.Judge(in frame, out SetResult result))
            {
                return result;
            }

            isOpen = isOpen && result.IsAllow;
        }

        return default;
    }

    /// <summary>Evaluation §2, steps 6 to 11.</summary>
    private static IamDecision DecideSameAccount(
        in AuthorizationRequest request,
        in Verdicts verdicts,
        PolicyType resourceType,
        PolicyType? limit,
        bool requiresGrant)
    {
        if (request.Principal.Kind == IamPrincipalKind.Root)
        {
            return Allow(in request, PolicyType.AccountRootUser, statement: default);
        }

        if (verdicts.Resource.Level == PrincipalMatchLevel.Direct)
        {
            return Allow(in request, resourceType, verdicts.Resource.Statement);
        }

        bool hasGrant = verdicts.Resource.Level != PrincipalMatchLevel.None;
        if ((requiresGrant || request.RequiresResourcePolicyGrant) && !hasGrant)
        {
            return ImplicitDeny(in request, resourceType);
        }

        if (!verdicts.Identity.IsAllow && verdicts.Resource.Level != PrincipalMatchLevel.Entity)
        {
            return ImplicitDeny(in request, PolicyType.IdentityBased);
        }

        if (limit is { } silent)
        {
            return ImplicitDeny(in request, silent);
        }

        return verdicts.Identity.IsAllow
            ? Allow(in request, PolicyType.IdentityBased, verdicts.Identity.Statement)
            : Allow(in request, resourceType, verdicts.Resource.Statement);
    }

    /// <summary>Evaluation §3: both accounts must allow; nothing bypasses the caller's own policies (EV-15).</summary>
    private static IamDecision DecideCrossAccount(
        in AuthorizationRequest request, in Verdicts verdicts, PolicyType resourceType, PolicyType? limit)
    {
        // WHY: EV-19, accounts of different partitions cannot delegate to each other.
        if (!request.Resource.IsAny && !request.Resource.Partition.SequenceEqual(request.Principal.Arn.Partition))
        {
            return ImplicitDeny(in request, resourceType);
        }

        bool hasGrant = verdicts.Resource.Level != PrincipalMatchLevel.None;
        if (request.Principal.Kind == IamPrincipalKind.Root)
        {
            return hasGrant
                ? Allow(in request, resourceType, verdicts.Resource.Statement)
                : ImplicitDeny(in request, resourceType);
        }

        if (!verdicts.Identity.IsAllow)
        {
            return ImplicitDeny(in request, PolicyType.IdentityBased);
        }

        if (limit is { } silent)
        {
            return ImplicitDeny(in request, silent);
        }

        return hasGrant
            ? Allow(in request, PolicyType.IdentityBased, verdicts.Identity.Statement)
            : ImplicitDeny(in request, resourceType);
    }

    /// <summary>Steps 9 and 10: the boundary or session that is there and allows nothing of this, or null.</summary>
    private static PolicyType? FindSilentLimit(
        IamPrincipal caller, in ApplicablePolicies policies, in Verdicts verdicts)
    {
        if (policies.PermissionsBoundary is not null && !verdicts.Boundary.IsAllow)
        {
            return PolicyType.PermissionsBoundary;
        }

        // WHY: a federated session without a session policy may do nothing; a role session is then unlimited.
        bool isLimited = policies.Session is not null || caller.Kind == IamPrincipalKind.FederatedUser;
        return isLimited && !verdicts.Session.IsAllow ? PolicyType.Session : null;
    }

    /// <summary>EV-23: what does not apply to this caller is not there.</summary>
    private static ImmutableArray<PolicySet> ServiceControlOf(in ApplicablePolicies policies, IamPrincipal caller) =>
        policies.ServiceControlLevels.IsDefaultOrEmpty || caller.IsServiceLinked || HasNoAccount(caller)
            ? []
            : policies.ServiceControlLevels;

    /// <summary>EV-24: as for service control policies, but for callers of any account or none.</summary>
    private static ImmutableArray<PolicySet> ResourceControlOf(in ApplicablePolicies policies, IamPrincipal caller) =>
        policies.ResourceControlLevels.IsDefaultOrEmpty || caller.IsServiceLinked
            ? []
            : policies.ResourceControlLevels;

    /// <summary>Callers for whom only the resource's own policies exist (evaluation §5.1, §5.2).</summary>
    private static bool HasNoAccount(IamPrincipal caller) => caller.Kind
        is IamPrincipalKind.Anonymous or IamPrincipalKind.Service or IamPrincipalKind.FederatedIdentity;

    /// <summary>EV-10: the policy of a role is its trust policy for the actions that trust policies govern.</summary>
    private static PolicyType TypeOfResourcePolicy(in EvaluationFrame frame) =>
        frame.IsTrustDecision ? PolicyType.RoleTrust : PolicyType.ResourceBased;

    private static IamDecision Allow(in AuthorizationRequest request, PolicyType type, CompiledStatement statement) =>
        new(in request, DecisionOutcome.Allow, type, statement);

    private static IamDecision ImplicitDeny(in AuthorizationRequest request, PolicyType type) =>
        new(in request, DecisionOutcome.ImplicitDeny, type, statement: default);

    private static void RequireSessionForSessionPolicies(IamPrincipal caller, PolicySet? session)
    {
        bool mayHave = session is null || caller.Kind is IamPrincipalKind.RoleSession or IamPrincipalKind.FederatedUser;
        if (!mayHave)
        {
            throw new ArgumentException(
                $"`{caller}` cannot have session policies: only role sessions and federated users do.",
                nameof(session));
        }
    }

    /// <summary>What the sets say when none denies.</summary>
    private ref struct Verdicts
    {
        public bool IsOrganizationOpen;
        public SetResult Resource;
        public SetResult Identity;
        public SetResult Boundary;
        public SetResult Session;
    }
}
