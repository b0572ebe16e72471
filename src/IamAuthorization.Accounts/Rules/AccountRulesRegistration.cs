using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Registers the rules of accounts.</summary>
internal static class AccountRulesRegistration
{
    public static void AddAccountRules(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IamQuotas>, IamQuotasValidator>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<BuiltInPolicyOptions>, BuiltInPolicyOptionsValidator>());
        services.AddOptions<IamQuotas>();
        services.AddOptions<BuiltInPolicyOptions>();
        services.AddIamOptionsCheck<IamQuotas>();
        services.AddIamOptionsCheck<BuiltInPolicyOptions>();
        services.TryAddSingleton<IUniqueIds, RandomUniqueIds>();
        services.TryAddSingleton<BuiltInPolicies>();
        services.Add<AccountBooks, AccountBooks>();
        services.Add<DocumentRules, DocumentRules>();
        services.Add<SecretSeal, SecretSeal>();
        services.Add<IIamSecrets, Secrets>();
        services.AddLastUsed();
        services.Add<IIamUsers, Users>();
        services.Add<IIamGroups, Groups>();
        services.Add<IIamRoles, Roles>();
        services.AddServiceLinkedRoles();
        services.Add<IIamManagedPolicies, ManagedPolicies>();
        services.Add<IIamIdentityPolicies, IdentityPolicies>();
        services.Add<IIamAccessKeys, AccessKeys>();
        services.Add<PolicyFileSync, PolicyFileSync>();
        services.TryAddSingleton<IPolicyFileSync>(provider => provider.GetRequiredService<PolicyFileSync>());
        services.Add<IIamLoginProfiles, LoginProfiles>();
        services.Add<IIamAccounts, AccountSettings>();
        services.Add<IIamOidcProviders, OidcProviders>();
        services.Add<IIamSamlProviders, SamlProviders>();
        services.Add<IIamStoredResourcePolicies, StoredResourcePolicies>();
        services.Add<IIamOrganizations, OrganizationRules>();
        services.Add<IIamMfaDevices, MfaDevices>();
    }

    private static void AddServiceLinkedRoles(this IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<
                IValidateOptions<IamServiceLinkedRoleOptions>, IamServiceLinkedRoleOptionsValidator>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IPostConfigureOptions<BuiltInPolicyOptions>, ServiceLinkedPolicies>());
        services.AddOptions<IamServiceLinkedRoleOptions>();
        services.AddIamOptionsCheck<IamServiceLinkedRoleOptions>();
        services.Add<IIamServiceLinkedRoles, ServiceLinkedRoles>();
    }

    private static void AddLastUsed(this IServiceCollection services)
    {
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<IamLastUsedOptions>, IamLastUsedOptionsValidator>());
        services.AddOptions<IamLastUsedOptions>();
        services.AddIamOptionsCheck<IamLastUsedOptions>();
        services.TryAddSingleton<IIamLastUsedStore>(provider =>
            provider.GetServices<IIamStore>().LastOrDefault() as IIamLastUsedStore ?? new InMemoryLastUses());
        services.Add<LastUsedRecorder, LastUsedRecorder>();
        services.Add<IIamLastUsed, LastUsed>();
        services.AddHostedService<LastUsedService>();
    }

    /// <summary>
    /// WHY by a factory: an app without a store, or without Data Protection, that never changes accounts passes the
    /// check of its services.
    /// </summary>
    private static void Add<
        TService,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TRules>(
        this IServiceCollection services)
        where TService : class
        where TRules : class, TService =>
        services.TryAddSingleton<TService>(provider => ActivatorUtilities.CreateInstance<TRules>(provider));
}
