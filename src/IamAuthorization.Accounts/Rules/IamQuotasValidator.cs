using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Checks <see cref="IamQuotas"/> at start-up: each must let something through.</summary>
internal sealed class IamQuotasValidator : IValidateOptions<IamQuotas>
{
    public ValidateOptionsResult Validate(string? name, IamQuotas options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems =
        [
            .. All(options)
                .Where(quota => quota.Value < 1)
                .Select(quota => $"Quotas:{quota.Name} is `{quota.Value}`: write 1 or more."),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<(string Name, int Value)> All(IamQuotas quotas) =>
    [
        (nameof(IamQuotas.UsersMax), quotas.UsersMax),
        (nameof(IamQuotas.GroupsMax), quotas.GroupsMax),
        (nameof(IamQuotas.RolesMax), quotas.RolesMax),
        (nameof(IamQuotas.PoliciesMax), quotas.PoliciesMax),
        (nameof(IamQuotas.PolicyVersionsInUseMax), quotas.PolicyVersionsInUseMax),
        (nameof(IamQuotas.VersionsPerPolicyMax), quotas.VersionsPerPolicyMax),
        (nameof(IamQuotas.GroupsPerUserMax), quotas.GroupsPerUserMax),
        (nameof(IamQuotas.PoliciesPerUserMax), quotas.PoliciesPerUserMax),
        (nameof(IamQuotas.PoliciesPerGroupMax), quotas.PoliciesPerGroupMax),
        (nameof(IamQuotas.PoliciesPerRoleMax), quotas.PoliciesPerRoleMax),
        (nameof(IamQuotas.AccessKeysPerUserMax), quotas.AccessKeysPerUserMax),
        (nameof(IamQuotas.MfaDevicesPerUserMax), quotas.MfaDevicesPerUserMax),
        (nameof(IamQuotas.TagsMax), quotas.TagsMax),
        (nameof(IamQuotas.OidcProvidersMax), quotas.OidcProvidersMax),
        (nameof(IamQuotas.SamlProvidersMax), quotas.SamlProvidersMax),
        (nameof(IamQuotas.ClientIdsPerProviderMax), quotas.ClientIdsPerProviderMax),
        (nameof(IamQuotas.ControlPoliciesPerTargetMax), quotas.ControlPoliciesPerTargetMax),
        (nameof(IamQuotas.PolicySizeMax), quotas.PolicySizeMax),
        (nameof(IamQuotas.UserPolicySizeMax), quotas.UserPolicySizeMax),
        (nameof(IamQuotas.GroupPolicySizeMax), quotas.GroupPolicySizeMax),
        (nameof(IamQuotas.RolePolicySizeMax), quotas.RolePolicySizeMax),
        (nameof(IamQuotas.TrustPolicySizeMax), quotas.TrustPolicySizeMax),
        (nameof(IamQuotas.ServiceControlPolicySizeMax), quotas.ServiceControlPolicySizeMax),
        (nameof(IamQuotas.ResourceControlPolicySizeMax), quotas.ResourceControlPolicySizeMax),
    ];
}
