using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>Puts a service of ours around the one that was registered before.</summary>
internal static class ServiceWrapping
{
    private const string InnerKey = "IamAuthorization.Inner";

    /// <summary>The framework makes them anew for every request although they hold nothing of it.</summary>
    private static readonly Type?[] WithoutState =
        [typeof(DefaultAuthorizationPolicyProvider), typeof(AuthorizationMiddlewareResultHandler)];

    /// <summary>Wraps the last registration of a service, which keeps its lifetime unless it has no state.</summary>
    public static void Wrap<TService>(
        this IServiceCollection services, Func<IServiceProvider, TService, TService> wrap)
        where TService : class
    {
        ServiceDescriptor registered = services.Last(
            descriptor => descriptor.ServiceType == typeof(TService) && !descriptor.IsKeyedService);
        services.Remove(registered);
        services.Add(Keyed(registered));
        services.Add(ServiceDescriptor.Describe(
            typeof(TService),
            provider => wrap(provider, provider.GetRequiredKeyedService<TService>(InnerKey)),
            WithoutState.Contains(registered.ImplementationType) ? ServiceLifetime.Singleton : registered.Lifetime));
    }

    private static ServiceDescriptor Keyed(ServiceDescriptor plain)
    {
        if (plain.ImplementationInstance is { } instance)
        {
            return new ServiceDescriptor(plain.ServiceType, InnerKey, instance);
        }

        return plain.ImplementationFactory is { } factory
            ? new ServiceDescriptor(plain.ServiceType, InnerKey, (provider, _) => factory(provider), plain.Lifetime)
            : new ServiceDescriptor(plain.ServiceType, InnerKey, plain.ImplementationType!, plain.Lifetime);
    }
}
