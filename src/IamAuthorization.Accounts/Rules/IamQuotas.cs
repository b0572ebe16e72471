using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>How many of each there may be, and how large. The defaults are AWS's.</summary>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and AWS STS quotas</see>
/// </remarks>
public class IamQuotas
{
    /// <summary>The users of an account. The default is 5,000.</summary>
    public int UsersMax { get; set; } = 5_000;

    /// <summary>The groups of an account. The default is 300.</summary>
    public int GroupsMax { get; set; } = 300;

    /// <summary>The roles of an account. The default is 1,000.</summary>
    public int RolesMax { get; set; } = 1_000;

    /// <summary>The managed policies of an account. The default is 1,500.</summary>
    public int PoliciesMax { get; set; } = 1_500;

    /// <summary>The versions of all managed policies of an account. The default is 10,000.</summary>
    public int PolicyVersionsInUseMax { get; set; } = 10_000;

    /// <summary>The versions of a managed policy. The default is 5.</summary>
    public int VersionsPerPolicyMax { get; set; } = 5;

    /// <summary>The groups of a user. The default is 10.</summary>
    public int GroupsPerUserMax { get; set; } = 10;

    /// <summary>The managed policies attached to a user. The default is 10.</summary>
    public int PoliciesPerUserMax { get; set; } = 10;

    /// <summary>The managed policies attached to a group. The default is 10.</summary>
    public int PoliciesPerGroupMax { get; set; } = 10;

    /// <summary>The managed policies attached to a role. The default is 10.</summary>
    public int PoliciesPerRoleMax { get; set; } = 10;

    /// <summary>The access keys of a user, and of the root user. The default is 2.</summary>
    public int AccessKeysPerUserMax { get; set; } = 2;

    /// <summary>The MFA devices of a user. The default is 8.</summary>
    public int MfaDevicesPerUserMax { get; set; } = 8;

    /// <summary>The tags of one user, role, policy, device or provider. The default is 50.</summary>
    public int TagsMax { get; set; } = 50;

    /// <summary>The OpenID Connect providers of an account. The default is 100.</summary>
    public int OidcProvidersMax { get; set; } = 100;

    /// <summary>The SAML providers of an account. The default is 100.</summary>
    public int SamlProvidersMax { get; set; } = 100;

    /// <summary>The client ids of an OpenID Connect provider. The default is 100.</summary>
    public int ClientIdsPerProviderMax { get; set; } = 100;

    /// <summary>
    /// The service control policies, and the resource control policies, at one level of an organization. The default
    /// is 5.
    /// </summary>
    public int ControlPoliciesPerTargetMax { get; set; } = 5;

    /// <summary>The size of a version of a managed policy, without white space. The default is 6,144.</summary>
    public int PolicySizeMax { get; set; } = 6_144;

    /// <summary>
    /// The size of all inline policies of a user together, without white space. The default is 2,048.
    /// </summary>
    public int UserPolicySizeMax { get; set; } = 2_048;

    /// <summary>
    /// The size of all inline policies of a group together, without white space. The default is 5,120.
    /// </summary>
    public int GroupPolicySizeMax { get; set; } = 5_120;

    /// <summary>
    /// The size of all inline policies of a role together, without white space. The default is 10,240.
    /// </summary>
    public int RolePolicySizeMax { get; set; } = 10_240;

    /// <summary>The size of a trust policy, without white space. The default is 2,048.</summary>
    public int TrustPolicySizeMax { get; set; } = 2_048;

    /// <summary>The size of a service control policy, white space included. The default is 5,120.</summary>
    public int ServiceControlPolicySizeMax { get; set; } = 5_120;

    /// <summary>The size of a resource control policy, white space included. The default is 5,120.</summary>
    public int ResourceControlPolicySizeMax { get; set; } = 5_120;

    /// <summary>The sizes as the reader of documents asks for them; those of inline policies count together.</summary>
    internal PolicyQuotas ToPolicyQuotas() => new()
    {
        ManagedPolicySizeMax = PolicySizeMax,
        InlineUserPolicySizeMax = int.MaxValue,
        InlineGroupPolicySizeMax = int.MaxValue,
        InlineRolePolicySizeMax = int.MaxValue,
        TrustPolicySizeMax = TrustPolicySizeMax,
        ServiceControlPolicySizeMax = ServiceControlPolicySizeMax,
        ResourceControlPolicySizeMax = ResourceControlPolicySizeMax,
    };
}
