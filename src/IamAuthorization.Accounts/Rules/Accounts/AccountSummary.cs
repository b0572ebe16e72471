namespace IamAuthorization.Accounts;

/// <summary>What an account holds and may hold, by the names of the API.</summary>
internal static class AccountSummary
{
    /// <summary>The tokens of the one endpoint there is count everywhere.</summary>
    private const int TokenVersion = 2;

    public static async Task<IReadOnlyDictionary<string, int>> OfAsync(
        AccountView view, IamQuotas quotas, CancellationToken cancellationToken)
    {
        int policies = await view.CountAsync(IamEntityKind.ManagedPolicy, cancellationToken);
        int versions = await view.CountAsync(IamEntityKind.ManagedPolicyVersion, cancellationToken);
        int oidc = await view.CountAsync(IamEntityKind.OidcProvider, cancellationToken);
        int saml = await view.CountAsync(IamEntityKind.SamlProvider, cancellationToken);
        List<IamEntityKey> ofRoot = await view.ReferrersAsync(
            IamEntityKey.Account(view.AccountId), IamReferenceKind.Owner, cancellationToken);
        return new Dictionary<string, int>(QuotasOf(quotas), StringComparer.Ordinal)
        {
            ["Users"] = await view.CountAsync(IamEntityKind.User, cancellationToken),
            ["Groups"] = await view.CountAsync(IamEntityKind.Group, cancellationToken),
            ["Roles"] = await view.CountAsync(IamEntityKind.Role, cancellationToken),
            ["Policies"] = policies,
            ["PolicyVersionsInUse"] = policies + versions,
            ["Providers"] = oidc + saml,
            ["MFADevices"] = await view.CountAsync(IamEntityKind.MfaDevice, cancellationToken),
            ["MFADevicesInUse"] = await CountMfaInUseAsync(view, cancellationToken),
            ["InstanceProfiles"] = 0,
            ["ServerCertificates"] = 0,
            ["AccountMFAEnabled"] = Flag(ofRoot, IamEntityKind.MfaDevice),
            ["AccountAccessKeysPresent"] = Flag(ofRoot, IamEntityKind.AccessKey),
            ["AccountPasswordPresent"] = 0,
            ["AccountSigningCertificatesPresent"] = 0,
            ["GlobalEndpointTokenVersion"] = TokenVersion,
        };
    }

    private static Dictionary<string, int> QuotasOf(IamQuotas quotas) => new(StringComparer.Ordinal)
    {
        ["UsersQuota"] = quotas.UsersMax,
        ["GroupsQuota"] = quotas.GroupsMax,
        ["RolesQuota"] = quotas.RolesMax,
        ["PoliciesQuota"] = quotas.PoliciesMax,
        ["PolicyVersionsInUseQuota"] = quotas.PolicyVersionsInUseMax,
        ["VersionsPerPolicyQuota"] = quotas.VersionsPerPolicyMax,
        ["PolicySizeQuota"] = quotas.PolicySizeMax,
        ["AttachedPoliciesPerUserQuota"] = quotas.PoliciesPerUserMax,
        ["AttachedPoliciesPerGroupQuota"] = quotas.PoliciesPerGroupMax,
        ["AttachedPoliciesPerRoleQuota"] = quotas.PoliciesPerRoleMax,
        ["UserPolicySizeQuota"] = quotas.UserPolicySizeMax,
        ["GroupPolicySizeQuota"] = quotas.GroupPolicySizeMax,
        ["RolePolicySizeQuota"] = quotas.RolePolicySizeMax,
        ["AssumeRolePolicySizeQuota"] = quotas.TrustPolicySizeMax,
        ["GroupsPerUserQuota"] = quotas.GroupsPerUserMax,
        ["AccessKeysPerUserQuota"] = quotas.AccessKeysPerUserMax,
    };

    private static int Flag(List<IamEntityKey> keys, IamEntityKind kind) =>
        keys.Exists(key => key.Kind == kind) ? 1 : 0;

    private static async Task<int> CountMfaInUseAsync(AccountView view, CancellationToken cancellationToken)
    {
        ValueList<MfaDevice> devices =
            await view.ListAllAsync<MfaDevice>(IamEntityKind.MfaDevice, cancellationToken);
        return devices.Count(device => device.UserName is not null);
    }
}
