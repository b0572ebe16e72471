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
        RequireSessionForSessionPolicies(in request, in policies);
        var frame = new EvaluationFrame(in request, policies.PermissionsBoundary is not null);
        IamPrincipal caller = request.Principal;
        ApplicablePolicies scoped = InScope(in policies, caller);
        PolicyType resourceType = TypeOfResourcePolicy(in frame);

        if (FindDeny(in frame, in scoped, resourceType, out PolicyType denier) is { } deny)
        {
            return new IamDecision(in request, DecisionOutcome.ExplicitDeny, denier, deny.Reference);
        }

        ReadOnlySpan<char> owner = frame.Owner;
        if (owner.IsEmpty && !request.Resource.IsAny)
        {
            return IamDecision.Undecided(in request, UnknownOwner);
        }

        CompiledStatement? grant = null;
        PrincipalMatchLevel level = scoped.Resource?.FindGrant(in frame, out grant) ?? PrincipalMatchLevel.None;
        if (HasNoAccount(caller))
        {
            return level == PrincipalMatchLevel.Direct
                ? Allow(in request, resourceType, grant)
                : ImplicitDeny(in request, resourceType);
        }

        // WHY: there is no gate for RCPs. The built-in RCPFullAWSAccess allows at every level, so they can only deny.
        if (!IsOpen(scoped.ServiceControlLevels, in frame))
        {
            return ImplicitDeny(in request, PolicyType.ServiceControl);
        }

        bool requiresGrant = frame.IsTrustDecision || request.RequiresResourcePolicyGrant;
        return owner.SequenceEqual(caller.AccountId)
            ? DecideSameAccount(in request, in frame, in scoped, resourceType, level, grant, requiresGrant)
            : DecideCrossAccount(in request, in frame, in scoped, resourceType, level, grant);
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
        ApplicablePolicies scoped = InScope(in policies, request.Principal);
        return ExplanationBuilder.Build(in decision, in frame, in scoped, TypeOfResourcePolicy(in frame));
    }

    /// <summary>Evaluation §2, steps 6 to 11.</summary>
    private static IamDecision DecideSameAccount(
        in AuthorizationRequest request,
        in EvaluationFrame frame,
        in ApplicablePolicies policies,
        PolicyType resourceType,
        PrincipalMatchLevel level,
        CompiledStatement? grant,
        bool requiresGrant)
    {
        if (request.Principal.Kind == IamPrincipalKind.Root)
        {
            return Allow(in request, PolicyType.AccountRootUser, statement: null);
        }

        if (level == PrincipalMatchLevel.Direct)
        {
            return Allow(in request, resourceType, grant);
        }

        if (requiresGrant && level == PrincipalMatchLevel.None)
        {
            return ImplicitDeny(in request, resourceType);
        }

        CompiledStatement? permission = policies.Identity?.FindAllow(in frame);
        if (permission is null && level != PrincipalMatchLevel.Entity)
        {
            return ImplicitDeny(in request, PolicyType.IdentityBased);
        }

        if (FindSilentLimit(in request, in frame, in policies) is { } limit)
        {
            return ImplicitDeny(in request, limit);
        }

        return permission is not null
            ? Allow(in request, PolicyType.IdentityBased, permission)
            : Allow(in request, resourceType, grant);
    }

    /// <summary>Evaluation §3: both accounts must allow; nothing bypasses the caller's own policies (EV-15).</summary>
    private static IamDecision DecideCrossAccount(
        in AuthorizationRequest request,
        in EvaluationFrame frame,
        in ApplicablePolicies policies,
        PolicyType resourceType,
        PrincipalMatchLevel level,
        CompiledStatement? grant)
    {
        // WHY: EV-19, accounts of different partitions cannot delegate to each other.
        if (!request.Resource.IsAny && !request.Resource.Partition.SequenceEqual(request.Principal.Arn.Partition))
        {
            return ImplicitDeny(in request, resourceType);
        }

        if (request.Principal.Kind == IamPrincipalKind.Root)
        {
            return level == PrincipalMatchLevel.None
                ? ImplicitDeny(in request, resourceType)
                : Allow(in request, resourceType, grant);
        }

        CompiledStatement? permission = policies.Identity?.FindAllow(in frame);
        if (permission is null)
        {
            return ImplicitDeny(in request, PolicyType.IdentityBased);
        }

        if (FindSilentLimit(in request, in frame, in policies) is { } limit)
        {
            return ImplicitDeny(in request, limit);
        }

        return level == PrincipalMatchLevel.None
            ? ImplicitDeny(in request, resourceType)
            : Allow(in request, PolicyType.IdentityBased, permission);
    }

    /// <summary>The first Deny in the order in which causes are named (EV-47), and its type.</summary>
    private static CompiledStatement? FindDeny(
        in EvaluationFrame frame, in ApplicablePolicies policies, PolicyType resourceType, out PolicyType type)
    {
        type = PolicyType.ServiceControl;
        if (FindDeny(policies.ServiceControlLevels, in frame) is { } serviceControl)
        {
            return serviceControl;
        }

        type = PolicyType.ResourceControl;
        if (FindDeny(policies.ResourceControlLevels, in frame) is { } resourceControl)
        {
            return resourceControl;
        }

        type = resourceType;
        if (policies.Resource?.FindDenyOfCaller(in frame) is { } resource)
        {
            return resource;
        }

        type = PolicyType.IdentityBased;
        if (policies.Identity?.FindDeny(in frame) is { } identity)
        {
            return identity;
        }

        type = PolicyType.PermissionsBoundary;
        if (policies.PermissionsBoundary?.FindDeny(in frame) is { } boundary)
        {
            return boundary;
        }

        type = PolicyType.Session;
        return policies.Session?.FindDeny(in frame);
    }

    private static CompiledStatement? FindDeny(ImmutableArray<PolicySet> levels, in EvaluationFrame frame)
    {
        foreach (PolicySet level in levels.AsSpan())
        {
            if (level.FindDeny(in frame) is { } deny)
            {
                return deny;
            }
        }

        return null;
    }

    /// <summary>EV-22: every level must have a matching Allow; without levels the gate is open (EV-26).</summary>
    private static bool IsOpen(ImmutableArray<PolicySet> levels, in EvaluationFrame frame)
    {
        foreach (PolicySet level in levels.AsSpan())
        {
            if (level.FindAllow(in frame) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Steps 9 and 10: the boundary or session that is there and allows nothing of this, or null.</summary>
    private static PolicyType? FindSilentLimit(
        in AuthorizationRequest request, in EvaluationFrame frame, in ApplicablePolicies policies)
    {
        if (policies.PermissionsBoundary is { } boundary && boundary.FindAllow(in frame) is null)
        {
            return PolicyType.PermissionsBoundary;
        }

        // WHY: a federated session without a session policy may do nothing; a role session is then unlimited.
        bool isLimited = policies.Session is not null || request.Principal.Kind == IamPrincipalKind.FederatedUser;
        return isLimited && policies.Session?.FindAllow(in frame) is null ? PolicyType.Session : null;
    }

    /// <summary>EV-23, EV-24: what does not apply to this caller is not there.</summary>
    private static ApplicablePolicies InScope(in ApplicablePolicies policies, IamPrincipal caller)
    {
        bool isExempt = caller.IsServiceLinked;
        return policies with
        {
            ServiceControlLevels = isExempt || HasNoAccount(caller) ? default : policies.ServiceControlLevels,
            ResourceControlLevels = isExempt ? default : policies.ResourceControlLevels,
        };
    }

    /// <summary>Callers for whom only the resource's own policies exist (evaluation §5.1, §5.2).</summary>
    private static bool HasNoAccount(IamPrincipal caller) => caller.Kind
        is IamPrincipalKind.Anonymous or IamPrincipalKind.Service or IamPrincipalKind.FederatedIdentity;

    /// <summary>EV-10: the policy of a role is its trust policy for the actions that trust policies govern.</summary>
    private static PolicyType TypeOfResourcePolicy(in EvaluationFrame frame) =>
        frame.IsTrustDecision ? PolicyType.RoleTrust : PolicyType.ResourceBased;

    private static IamDecision Allow(in AuthorizationRequest request, PolicyType type, CompiledStatement? statement) =>
        new(in request, DecisionOutcome.Allow, type, statement?.Reference);

    private static IamDecision ImplicitDeny(in AuthorizationRequest request, PolicyType type) =>
        new(in request, DecisionOutcome.ImplicitDeny, type, statement: null);

    private static void RequireSessionForSessionPolicies(
        in AuthorizationRequest request, in ApplicablePolicies policies)
    {
        bool mayHave = request.Principal.Kind is IamPrincipalKind.RoleSession or IamPrincipalKind.FederatedUser;
        if (policies.Session is not null && !mayHave)
        {
            throw new ArgumentException(
                $"`{request.Principal}` cannot have session policies: only role sessions and federated users do.",
                nameof(policies));
        }
    }
}
