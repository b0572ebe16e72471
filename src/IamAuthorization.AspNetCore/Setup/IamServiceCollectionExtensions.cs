using IamAuthorization.Accounts;
using IamAuthorization.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds IAM to a web app.</summary>
public static class IamServiceCollectionExtensions
{
    /// <summary>
    /// Adds IAM authorization: <see cref="IamAuthorizeAttribute"/>, <c>RequireIam</c> and the imperative checks.
    /// Policies come from what is added to the result, for example <c>AddPolicyFiles("iam/")</c>. Calling it again
    /// adds to the options.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets the options; they are validated when the app starts.</param>
    /// <returns>The builder that every further part of the library extends.</returns>
    public static IamBuilder AddIamAuthorization(
        this IServiceCollection services, Action<IamAuthorizationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.Configure<IamOptions>(options => configure((IamAuthorizationOptions)options));
        return services.AddIam();
    }

    /// <summary>Adds IAM authorization with options from configuration.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">
    /// The section that holds them, usually <c>Iam</c>: <c>Service</c>, <c>Partition</c>, <c>Region</c>,
    /// <c>AccountId</c>, <c>Actions</c>, <c>AppScheme</c>, <c>DenialDetail</c>,
    /// <c>Connections</c>.
    /// </param>
    /// <param name="configure">Sets what configuration cannot hold, after it; may be <see langword="null"/>.</param>
    /// <returns>The builder that every further part of the library extends.</returns>
    public static IamBuilder AddIamAuthorization(
        this IServiceCollection services,
        IConfiguration configuration,
        Action<IamAuthorizationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddIamAuthorization(options =>
        {
            configuration.Bind(options);
            configure?.Invoke(options);
        });
    }

    private static IamBuilder AddIam(this IServiceCollection services)
    {
        if (services.Any(descriptor => descriptor.ServiceType == typeof(RequestAuthorizer)))
        {
            return new IamBuilder(services);
        }

        services.AddIamCore();
        services.AddTransient<IOptionsFactory<IamOptions>, IamAuthorizationOptionsFactory>();
        services.AddSingleton<IValidateOptions<IamOptions>, IamAuthorizationOptionsValidator>();
        services.AddSingleton<IPostConfigureOptions<AuthenticationOptions>, AppSchemeSetup>();
        services.AddSingleton(provider =>
            (IamAuthorizationOptions)provider.GetRequiredService<IOptions<IamOptions>>().Value);

        services.AddMetrics();
        services.AddLogging();
        services.AddSingleton<IamMetrics>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<AppSchemes>();
        services.AddSingleton<ResourceResolver>();
        services.AddSingleton<ContextKeyTable>();
        services.AddSingleton<IamPolicies>();
        services.AddSingleton<RequestAuthorizer>();
        services.AddSingleton<OutputCacheGuard>();
        services.AddScoped<HubInvocationFeature>();
        services.AddSingleton<IAuthorizationHandler, IamAuthorizationHandler>();
        services.WatchConnections();
        services.AddSingleton<IPageApplicationModelProvider, PageHandlerGuard>();
        services.AddSingleton<IIamStartupCheck, PageHandlerCheck>();

        services.AddSingleton<IamStartupDeferral>();
        services.AddIamStartupCheck<PolicyProviderCheck>();
        services.AddIamStartupCheck<GlobalFilterCheck>();

        // WHY first: the filters of others, too, have built their part of the pipeline when ours looks at it.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, IamStartupFilter>());

        services.AddAuthorization();
        services.Wrap<IAuthorizationPolicyProvider>((provider, inner) =>
            new IamAuthorizationPolicyProvider(inner, provider.GetRequiredService<IamPolicies>()));
        services.Wrap<IAuthorizationMiddlewareResultHandler>((_, inner) => new IamAuthorizationResultHandler(inner));
        return new IamBuilder(services);
    }

    private static void WatchConnections(this IServiceCollection services)
    {
        services.AddSingleton<ConnectionReviewer>();
        services.AddSingleton<ConnectionMonitor>();
        services.AddSingleton<ConnectionWatch>();
        services.AddSingleton<ConnectionHubFilter>();
        services.AddSingleton<IConfigureOptions<HubOptions>, ConnectionHubSetup>();
    }
}
