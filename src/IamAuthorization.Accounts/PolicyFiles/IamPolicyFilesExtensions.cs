using IamAuthorization.Accounts;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Makes policy files the app's store, or a source of truth beside it.</summary>
public static class IamPolicyFilesExtensions
{
    /// <summary>
    /// Reads accounts, users, groups, roles, policies and the organization from files:
    /// <c>ACCOUNT/{users,groups,roles,policies}/NAME.json</c>, <c>ACCOUNT/account.json</c> and
    /// <c>organization.json</c>, with members named as in AWS's <c>get-account-authorization-details</c>. Changes
    /// take effect at once and all together; a file with an error leaves the state before in effect, and keeps the app
    /// from starting.
    /// <para>
    /// Called alone, the files are all there is, kept in memory. Called after a store was added, they are applied to
    /// it, one commit an account, at start and whenever they change; <see cref="PolicyFileOptions.Scope"/> says what
    /// becomes of entities that no file describes.
    /// </para>
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The folder; a relative path starts at the app's content root.</param>
    /// <param name="configure">Sets further options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The app has policy files already.</exception>
    /// <remarks>
    /// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html">
    /// GetAccountAuthorizationDetails</see>
    /// </remarks>
    public static IamBuilder AddPolicyFiles(
        this IamBuilder builder, string path, Action<PolicyFileOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        IServiceCollection services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(IPolicyFiles)))
        {
            throw new InvalidOperationException("The app has policy files already: call `AddPolicyFiles` once.");
        }

        services.AddIamAccounts();
        services.AddSingleton<IValidateOptions<PolicyFileOptions>, PolicyFileOptionsValidator>();
        services.AddOptions<PolicyFileOptions>()
            .Configure(options =>
            {
                options.Path = path;
                configure?.Invoke(options);
            });
        services.AddIamOptionsCheck<PolicyFileOptions>();
        services.AddFileTarget();
        services.AddSingleton<PolicyFiles>();
        services.AddSingleton<IPolicyFiles>(provider => provider.GetRequiredService<PolicyFiles>());
        services.AddSingleton<PolicyFileService>();
        services.AddHostedService(provider => provider.GetRequiredService<PolicyFileService>());
        services.AddSingleton<IIamStartupCheck>(provider => provider.GetRequiredService<PolicyFileService>());
        return builder;
    }

    /// <summary>The store that the app has, or one in memory.</summary>
    private static void AddFileTarget(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(IIamStore)))
        {
            services.AddSingleton<IPolicyFileTarget, FilesInAStore>();
            return;
        }

        services.AddSingleton<InMemoryIamStore>(_ => new InMemoryIamStore());
        services.AddSingleton<IIamStore>(provider => provider.GetRequiredService<InMemoryIamStore>());
        services.AddSingleton<IPolicyFileTarget, FilesInMemory>();
    }
}
