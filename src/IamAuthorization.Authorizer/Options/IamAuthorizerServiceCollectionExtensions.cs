using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the authorizer.</summary>
public static class IamAuthorizerServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="IIamAuthorizer"/>, <see cref="IIamPrincipals"/>, <see cref="IIamDecisionRecorder"/> and
    /// <see cref="IIamDecisionLog"/> with what they need, except the store. What the app registered before stays; may
    /// be called more than once.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddIamCore(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddIamAccounts();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<IamAuthorizerOptions>, IamAuthorizerOptionsValidator>());
        services.AddOptions<IamAuthorizerOptions>();
        services.AddIamOptionsCheck<IamAuthorizerOptions>();
        services.TryAddSingleton<SharedSets>();
        services.TryAddSingleton<RevisionedCache>();
        services.TryAddSingleton<PolicyLoader>();
        services.TryAddSingleton<BoundedCalls>();
        services.TryAddSingleton<CallerReader>();
        services.TryAddSingleton<TargetReader>();
        services.TryAddSingleton<ReaderServices>();
        services.TryAddSingleton<IIamDecisionLog, RingDecisionLog>();
        services.TryAddSingleton<DecisionLogWriter>();
        services.TryAddScoped<QuestionReader>();

        // WHY transient: the reader holds all that a scope shares, and what a scope keeps costs every request.
        services.TryAddTransient<IIamPrincipals, IamPrincipals>();
        services.TryAddTransient<IIamAuthorizer, IamAuthorizer>();
        services.TryAddTransient<IIamDecisionRecorder, IamAuthorizer>();
        return services;
    }
}
