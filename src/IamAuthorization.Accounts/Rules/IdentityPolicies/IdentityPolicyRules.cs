using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>What can be attached to whom.</summary>
internal static class IdentityPolicyRules
{
    private const string ServiceRolePath = "/service-role/";
    private const string LinkedRolePath = "/aws-service-role/";

    public static async Task<ManagedPolicy> AttachableAsync(
        AccountView view, Arn arn, CancellationToken cancellationToken) =>
        await view.FindPolicyAsync(arn, cancellationToken) ?? throw IamErrors.UnattachablePolicy();

    /// <summary>A policy that may cap permissions; it must not be deleted meanwhile.</summary>
    public static async Task RequireBoundaryAsync(AccountEdit edit, Arn arn, CancellationToken cancellationToken)
    {
        ManagedPolicy policy = await AttachableAsync(edit, arn, cancellationToken);
        if (IsForServices(policy))
        {
            throw NotAttachable(policy, "be a permissions boundary");
        }

        edit.Touch(policy);
    }

    public static void RefuseUnattachable(ManagedPolicy policy, IamIdentityKind kind)
    {
        bool isForLinkedRoles = BuiltInPolicies.Owns(policy.Arn)
            && IamArn.PathOf(policy.Arn).StartsWith(LinkedRolePath, StringComparison.Ordinal);
        if (isForLinkedRoles || (kind != IamIdentityKind.Role && IsForServices(policy)))
        {
            throw NotAttachable(policy, $"be attached to this {(kind == IamIdentityKind.Role ? "role" : "identity")}");
        }
    }

    public static void RefuseLeftPolicies(ValueList<Arn> attached, ValueList<NamedPolicy> inline)
    {
        if (attached.Count > 0)
        {
            throw IamErrors.LeftOver("detach all policies");
        }

        if (inline.Count > 0)
        {
            throw IamErrors.LeftOver("delete policies");
        }
    }

    /// <summary>The name and the most of the quota of attached policies.</summary>
    public static (string Name, int Max) AttachmentQuota(IamQuotas quotas, IamIdentityKind kind) => kind switch
    {
        IamIdentityKind.User => ("PoliciesPerUser", quotas.PoliciesPerUserMax),
        IamIdentityKind.Group => ("PoliciesPerGroup", quotas.PoliciesPerGroupMax),
        _ => ("PoliciesPerRole", quotas.PoliciesPerRoleMax),
    };

    /// <summary>The kind of an inline policy's document, and how large all of one holder may be together.</summary>
    public static (PolicyKind Kind, int SizeMax) InlineQuota(IamQuotas quotas, IamIdentityKind kind) => kind switch
    {
        IamIdentityKind.User => (PolicyKind.InlineUser, quotas.UserPolicySizeMax),
        IamIdentityKind.Group => (PolicyKind.InlineGroup, quotas.GroupPolicySizeMax),
        _ => (PolicyKind.InlineRole, quotas.RolePolicySizeMax),
    };

    /// <summary>Whether the library or the app ships it for roles of services alone.</summary>
    private static bool IsForServices(ManagedPolicy policy)
    {
        string path = IamArn.PathOf(policy.Arn);
        return BuiltInPolicies.Owns(policy.Arn)
            && (path.StartsWith(ServiceRolePath, StringComparison.Ordinal)
                || path.StartsWith(LinkedRolePath, StringComparison.Ordinal));
    }

    private static IamException NotAttachable(ManagedPolicy policy, string what) =>
        new(
            IamErrorCodes.PolicyNotAttachable,
            $"The policy {policy.Arn} is for roles of services and cannot {what}.");
}
