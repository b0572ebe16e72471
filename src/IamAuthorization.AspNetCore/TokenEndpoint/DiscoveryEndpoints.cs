using System.Globalization;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Publishes discovery and keys under the issuer's path: public documents, for anybody.</summary>
internal static class DiscoveryEndpoints
{
    private const int MaxAgeSeconds = 300;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <param name="endpoints">The app.</param>
    /// <param name="tokenPath">The path of the token endpoint.</param>
    public static void Map(IEndpointRouteBuilder endpoints, string tokenPath)
    {
        IServiceProvider services = endpoints.ServiceProvider;
        if (OptionsOf(services) is not { } options)
        {
            return;
        }

        var issuer = new Uri(options.Issuer);
        string origin = issuer.GetLeftPart(UriPartial.Authority);
        int keysAge = (int)Math.Min(MaxAgeSeconds, options.SigningKeyLead.TotalSeconds);
        Map(endpoints, issuer, DiscoveryDocument.Path, MaxAgeSeconds, http => new(
            DiscoveryDocument.Write(options.Issuer, $"{origin}{http.Request.PathBase}{tokenPath}")));

        // WHY not longer than the lead: a verifier must have fetched a new key before it signs.
        Map(endpoints, issuer, DiscoveryDocument.KeySetPath, keysAge, http =>
            services.GetRequiredService<KeySetDocument>().WriteAsync(http.RequestAborted));
    }

    /// <summary>Null when they are out of range: the app does not start then, and start-up checks say why.</summary>
    private static IamSecurityTokenOptions? OptionsOf(IServiceProvider services)
    {
        try
        {
            return services.GetRequiredService<IOptions<IamSecurityTokenOptions>>().Value;
        }
        catch (OptionsValidationException)
        {
            return null;
        }
    }

    private static void Map(
        IEndpointRouteBuilder endpoints,
        Uri issuer,
        string document,
        int maxAgeSeconds,
        Func<HttpContext, ValueTask<byte[]>> write)
    {
        string path = issuer.AbsolutePath.TrimEnd('/') + document;

        // WHY both: behind UsePathBase the endpoint sees the rest of the path only.
        foreach (string pattern in new[] { path, document }.Distinct(StringComparer.Ordinal))
        {
            endpoints.MapMethods(pattern, Methods, http => AnswerAsync(http, path, maxAgeSeconds, write))
                .WithMetadata(new AllowAnonymousAttribute());
        }
    }

    private static async Task AnswerAsync(
        HttpContext http, string path, int maxAgeSeconds, Func<HttpContext, ValueTask<byte[]>> write)
    {
        string asked = $"{http.Request.PathBase.Value}{http.Request.Path.Value}";
        if (!string.Equals(asked, path, StringComparison.OrdinalIgnoreCase))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        byte[] body = await write(http);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl =
            string.Create(CultureInfo.InvariantCulture, $"public, max-age={maxAgeSeconds}");
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }
}
