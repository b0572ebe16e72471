using IamAuthorization.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>What registering a store in a database takes, whichever database it is.</summary>
internal static class IamStoreRegistration
{
    /// <exception cref="InvalidOperationException">The app has a store already.</exception>
    public static IamBuilder AddStore(
        this IamBuilder builder, Func<StoreDialect> newDialect, Action<IamStoreOptions>? configure)
    {
        IServiceCollection services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(IIamStore)))
        {
            throw new InvalidOperationException(
                "The app has a store already: call one of the methods that add a store, call it once, and before "
                    + "`AddPolicyFiles`.");
        }

        services.AddIamAccounts();
        services.AddSingleton<IValidateOptions<IamStoreOptions>, IamStoreOptionsValidator>();
        services.AddOptions<IamStoreOptions>().Configure(options => configure?.Invoke(options));
        services.AddIamOptionsCheck<IamStoreOptions>();
        services.AddSingleton(_ => newDialect());
        services.AddSingleton<EfIamStore>();
        services.AddSingleton<IIamStore>(provider => provider.GetRequiredService<EfIamStore>());
        services.AddIamStartupCheck<StoreSchemaCheck>();
        services.AddHostedService<IamStoreFeed>();
        return builder;
    }
}
