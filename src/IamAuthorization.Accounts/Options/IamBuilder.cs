using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.Accounts;

/// <summary>What every <c>Add…</c> of the library extends.</summary>
public sealed class IamBuilder
{
    /// <summary>Makes a builder over the app's services.</summary>
    /// <param name="services">The services.</param>
    public IamBuilder(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        Services = services;
    }

    /// <summary>The app's services.</summary>
    public IServiceCollection Services { get; }
}
