using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Keeps the controllers of one test out of the apps of others.</summary>
internal static class MvcBuilderExtensions
{
    /// <summary>Makes these the only controllers, whatever else the test assembly has.</summary>
    public static IMvcBuilder AddOnly(this IMvcBuilder builder, params Type[] controllers) =>
        builder.ConfigureApplicationPartManager(parts =>
        {
            parts.ApplicationParts.Clear();
            parts.ApplicationParts.Add(new TypesPart(controllers));
        });
}
