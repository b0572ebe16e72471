using IamAuthorization.AspNetCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds IAM to the app's health checks.</summary>
public static class IamHealthChecksBuilderExtensions
{
    /// <summary>
    /// Checks that questions can be decided: the store answers in the time that decisions give it. Policy files whose
    /// latest state has errors, and is therefore not in effect, are <see cref="HealthStatus.Degraded"/>; so is an STS
    /// without a key that signs. The answer holds numbers, never names or contents of policies.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">
    /// What is reported when nothing can be decided; <see langword="null"/>, the default, is
    /// <see cref="HealthStatus.Unhealthy"/>.
    /// </param>
    /// <param name="tags">Tags by which an endpoint chooses checks; <see langword="null"/> for none.</param>
    /// <returns>The same health checks.</returns>
    public static IHealthChecksBuilder AddIam(
        this IHealthChecksBuilder builder,
        string name = "iam",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.AddCheck<IamHealthCheck>(name, failureStatus, tags ?? []);
    }
}
