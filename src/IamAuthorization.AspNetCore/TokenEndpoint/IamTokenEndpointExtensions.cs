using IamAuthorization.AspNetCore;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Lets clients assume roles over HTTP, and other services verify the sessions.</summary>
public static class IamTokenEndpointExtensions
{
    /// <summary>
    /// Maps the token endpoint, where a user's token is exchanged for a session of a role, and under the issuer's
    /// path <c>/.well-known/openid-configuration</c> and <c>/.well-known/jwks.json</c>. Anybody may call all three;
    /// the subject token is the credential. Call it on the app itself, not on a group with a prefix.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="path">The path of the token endpoint, without parameters.</param>
    /// <param name="configure">Sets the options; may be <see langword="null"/>.</param>
    /// <returns>The token endpoint, for example for <c>RequireRateLimiting</c>.</returns>
    /// <exception cref="ArgumentException">The path does not begin with a slash or has parameters.</exception>
    /// <exception cref="InvalidOperationException">The app has no STS.</exception>
    /// <remarks>
    /// <see href="https://www.rfc-editor.org/rfc/rfc8693">RFC 8693: OAuth 2.0 Token Exchange</see>
    /// </remarks>
    public static IEndpointConventionBuilder MapIamTokenEndpoint(
        this IEndpointRouteBuilder endpoints,
        string path = "/iam/token",
        Action<IamTokenEndpointOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith('/') || path.AsSpan().ContainsAny('{', '}'))
        {
            throw new ArgumentException(
                $"`{path}` is not the path of a token endpoint: write it as `/iam/token`, without parameters.",
                nameof(path));
        }

        IServiceProvider services = endpoints.ServiceProvider;
        if (!services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(KeySetDocument)))
        {
            throw new InvalidOperationException(
                "MapIamTokenEndpoint needs the app's own STS: call AddSecurityTokens on the result of "
                + "AddIamAuthorization.");
        }

        var options = new IamTokenEndpointOptions();
        configure?.Invoke(options);

        // WHY not now: options out of range are told by the start-up checks, together with all else that is wrong.
        var endpoint = new Lazy<TokenEndpoint>(() => ActivatorUtilities.CreateInstance<TokenEndpoint>(
            services, ActivatorUtilities.CreateInstance<SubjectTokens>(services)));
        DiscoveryEndpoints.Map(endpoints, path);
        RequestDelegate answer = http => endpoint.Value.AnswerAsync(http, options);
        return endpoints.MapPost(path, answer).WithMetadata(new AllowAnonymousAttribute());
    }
}
