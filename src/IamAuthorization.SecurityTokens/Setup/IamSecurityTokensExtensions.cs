using IamAuthorization.Accounts;
using IamAuthorization.SecurityTokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives the app its own STS.</summary>
public static class IamSecurityTokensExtensions
{
    private const string KeysFolderName = "signing-keys";

    /// <summary>
    /// Adds <see cref="IamSecurityTokenService"/> and <see cref="IamSigningKeys"/>: roles are assumed with temporary
    /// credentials that the app issues. Calling it again adds to the options.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; they are validated when the app starts.</param>
    /// <returns>The same builder.</returns>
    public static IamBuilder AddSecurityTokens(this IamBuilder builder, Action<IamSecurityTokenOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<IamSecurityTokenOptions>().Configure(configure);
        builder.Services.AddSecurityTokenServices();
        builder.Services.AddRoles();
        return builder;
    }

    /// <summary>Adds the app's own STS with options from configuration.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configuration">
    /// The section that holds them, usually <c>Iam:SecurityTokens</c>; its keys are the names of
    /// <see cref="IamSecurityTokenOptions"/>.
    /// </param>
    /// <param name="configure">Sets what configuration does not, after it; may be <see langword="null"/>.</param>
    /// <returns>The same builder.</returns>
    public static IamBuilder AddSecurityTokens(
        this IamBuilder builder, IConfiguration configuration, Action<IamSecurityTokenOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return builder.AddSecurityTokens(options =>
        {
            configuration.Bind(options);
            configure?.Invoke(options);
        });
    }

    private static void AddSecurityTokenServices(this IServiceCollection services)
    {
        services.AddIamCore();
        services.AddDataProtection();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<IamSecurityTokenOptions>, IamSecurityTokenOptionsValidator>());
        services.AddIamOptionsCheck<IamSecurityTokenOptions>();
        services.TryAddSingleton(CreateKeyStore);
        services.TryAddSingleton<SigningKeySeal>();
        services.TryAddSingleton<SigningKeyRing>();
        services.TryAddSingleton(provider => new IamSigningKeys(
            provider.GetRequiredService<SigningKeyRing>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<SessionSeal>();
        services.TryAddSingleton<AccessTokenIssuer>();
        services.TryAddSingleton<NewestSession>();
        services.TryAddSingleton<AccessTokenCache>();
        services.TryAddSingleton<AccessTokenValidator>();
        services.TryAddSingleton<KeySetDocument>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SigningKeyService>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIamStartupCheck, UsableKeysCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IIamStartupCheck, DurableKeysCheck>());
    }

    private static ISigningKeyStore CreateKeyStore(IServiceProvider provider)
    {
        string? folder = provider.GetRequiredService<IOptions<IamSecurityTokenOptions>>().Value.KeysFolder;
        return folder is null
            ? new InMemorySigningKeyStore()
            : new DirectorySigningKeyStore(Path.Combine(
                Path.GetFullPath(folder, provider.GetRequiredService<IHostEnvironment>().ContentRootPath),
                KeysFolderName));
    }
}
