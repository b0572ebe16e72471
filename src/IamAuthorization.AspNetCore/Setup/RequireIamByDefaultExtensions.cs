using IamAuthorization.Accounts;
using IamAuthorization.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes a forgotten mapping an error.</summary>
public static class RequireIamByDefaultExtensions
{
    /// <summary>
    /// The app starts only when every endpoint asks IAM, or is marked with <c>AllowAnonymous</c> or
    /// <c>WithoutIam("reason")</c>; plain <c>[Authorize]</c> is not enough. Endpoints that come later without a mapping
    /// are denied with 403. Unknown URLs stay 404.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="isExempt">
    /// Tells of endpoints that a framework makes and that cannot be marked; <see langword="null"/> for none. It is
    /// asked for every endpoint that is not mapped and must answer the same each time.
    /// </param>
    /// <returns>The same builder.</returns>
    public static IamBuilder RequireIamByDefault(this IamBuilder builder, Func<Endpoint, bool>? isExempt = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<MappingRule>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, UnmappedEndpointPolicy>());
        if (isExempt is not null)
        {
            builder.Services.AddSingleton(new MappingExemption(isExempt));
        }

        return builder;
    }
}
