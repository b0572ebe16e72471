using IamAuthorization.Accounts;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what all parts of the library share.</summary>
public static class IamAccountsServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IamOptions"/>, the start-up checks, and the system's clock where the app has no other. May
    /// be called more than once.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddIamAccounts(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(typeof(SteadyLogger<>));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IamOptions>, IamOptionsValidator>());
        services.AddOptions<IamOptions>();
        services.AddIamOptionsCheck<IamOptions>();
        services.TryAddSingleton<IamStartup>();
        services.AddHostedService<IamStartupService>();
        services.AddAccountRules();
        return services;
    }
}
