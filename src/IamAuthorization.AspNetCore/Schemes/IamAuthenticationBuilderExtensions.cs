using IamAuthorization.Accounts;
using IamAuthorization.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the library's authentication schemes.</summary>
public static class IamAuthenticationBuilderExtensions
{
    /// <summary>
    /// Accepts the access tokens of the app's own STS, and adds the scheme
    /// <see cref="IamAuthenticationDefaults.ForwardingScheme"/>, which becomes the default scheme where the app names
    /// none. It needs <c>AddSecurityTokens</c>; the order of the calls does not matter. Calling it again adds to the
    /// options.
    /// </summary>
    /// <param name="builder">The app's authentication.</param>
    /// <param name="configure">Sets the options; may be <see langword="null"/>.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html">Use temporary
    /// credentials</see>
    /// </remarks>
    public static AuthenticationBuilder AddIamBearer(
        this AuthenticationBuilder builder, Action<IamBearerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        return builder.Services.Any(descriptor => descriptor.ServiceType == typeof(SchemeSelector))
            ? builder
            : builder.AddSchemes();
    }

    private static AuthenticationBuilder AddSchemes(this AuthenticationBuilder builder)
    {
        builder.Services.AddSingleton<SchemeSelector>();
        builder.Services.AddSingleton<IIamStartupCheck, BearerStartupCheck>();
        builder.AddJwtBearer(IamAuthenticationDefaults.BearerScheme, _ => { });
        builder.Services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, IamBearerSetup>();
        builder.Services.AddSingleton<IValidateOptions<JwtBearerOptions>, IamBearerSetup>();
        builder.Services.AddSingleton<KnownTokens>();
        builder.AddScheme<PolicySchemeOptions, ForwardingHandler>(
            IamAuthenticationDefaults.ForwardingScheme, configureOptions: null);
        builder.Services.AddSingleton<IPostConfigureOptions<PolicySchemeOptions>, ForwardingSetup>();
        return builder.AddScheme<AuthenticationSchemeOptions, RefusalHandler>(
            IamAuthenticationDefaults.RefusalScheme, configureOptions: null);
    }
}
