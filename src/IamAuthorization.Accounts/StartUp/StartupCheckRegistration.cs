using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IamAuthorization.Accounts;

/// <summary>Adds start-up checks; adding one twice is harmless.</summary>
internal static class StartupCheckRegistration
{
    /// <summary>Validates options at start-up: each failure is one finding, beside those of all other checks.</summary>
    public static IServiceCollection AddIamOptionsCheck<TOptions>(this IServiceCollection services)
        where TOptions : class
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<OptionsCheck, OptionsCheck<TOptions>>());
        return services;
    }

    /// <summary>Makes a check at start-up.</summary>
    public static IServiceCollection AddIamStartupCheck<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TCheck>(
        this IServiceCollection services)
        where TCheck : class, IIamStartupCheck
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIamStartupCheck, TCheck>());
        return services;
    }
}
