using IamAuthorization.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.SecurityTokens;

/// <summary>Registers roles, sessions and their revocation.</summary>
internal static class RoleServices
{
    public static IServiceCollection AddRoles(this IServiceCollection services)
    {
        services.AddIamCore();
        services.TryAddSingleton<SessionMetrics>();
        services.TryAddSingleton<RevocationJournal>();
        services.TryAddSingleton<NewestSession>();
        services.TryAddSingleton<SessionRevoker>();
        services.AddIamStartupCheck<RevocationCheck>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RevocationService>());
        services.TryAddSingleton<SessionCredential>(
            provider => provider.GetRequiredService<AccessTokenIssuer>().IssueAsync);
        services.TryAddScoped<RolePermission>();
        services.TryAddScoped<RoleAssumption>();
        services.TryAddScoped(provider => new IamSecurityTokenService(
            provider.GetRequiredService<RoleAssumption>(), provider.GetRequiredService<SessionRevoker>()));
        return services;
    }
}
