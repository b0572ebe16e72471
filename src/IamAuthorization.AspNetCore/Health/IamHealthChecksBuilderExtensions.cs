using IamAuthorization.AspNetCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds IAM to the app's health checks.</summary>
public static class IamHealthChecksBuilderExtensions
{
    /// <summary>
    /// Checks that questions can be decided: the store answers in the time that decisions give it, and Data Protection
    /// decrypts what it encrypts. A database that is lost while what was read before still serves is
    /// <see cref="HealthStatus.Degraded"/>; so are policy files whose latest state has errors, and is therefore not in
    /// effect, and an STS without a key that signs. The answer holds numbers and kinds of faults, never names or
    /// contents of policies, nor the words of a database.
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
        builder.Services.TryAddSingleton<StoreHealth>();
        builder.Services.TryAddSingleton<PolicyFileHealth>();
        builder.Services.TryAddSingleton<KeyRingHealth>();
        return builder.AddCheck<IamHealthCheck>(name, failureStatus, tags ?? []);
    }
}
