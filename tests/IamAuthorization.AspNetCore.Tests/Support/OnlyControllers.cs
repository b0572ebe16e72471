using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>An app with the controllers of one test, and not those of all tests.</summary>
internal sealed class OnlyControllers(params Type[] types) : IApplicationFeatureProvider<ControllerFeature>
{
    public static IMvcBuilder AddTo(IServiceCollection services, params Type[] types) =>
        services.AddControllers().ConfigureApplicationPartManager(manager =>
        {
            foreach (ControllerFeatureProvider other in manager.FeatureProviders.OfType<ControllerFeatureProvider>()
                .ToArray())
            {
                manager.FeatureProviders.Remove(other);
            }

            manager.FeatureProviders.Add(new OnlyControllers(types));
        });

    public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
    {
        foreach (Type type in types)
        {
            feature.Controllers.Add(type.GetTypeInfo());
        }
    }
}
