using IamAuthorization.Accounts;
using IamAuthorization.SecurityTokens;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives the app its own STS.</summary>
public static class IamSecurityTokensExtensions
{
    /// <summary>
    /// Adds <see cref="IamSecurityTokenService"/>: roles are assumed with temporary credentials that the app issues.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets the options; they are validated when the app starts.</param>
    /// <returns>The same builder.</returns>
    public static IamBuilder AddSecurityTokens(this IamBuilder builder, Action<IamSecurityTokenOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<IamSecurityTokenOptions>().Configure(configure);
        builder.Services.AddRoles();
        return builder;
    }
}
