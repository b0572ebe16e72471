using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>Whether a request that nobody was authenticated for tried to be authenticated (EV-28).</summary>
internal static class Credentials
{
    private static readonly char[] SchemeSeparators = [',', ' '];

    /// <summary>Whether the request carries a credential that failed, or one that no scheme took.</summary>
    public static async Task<bool> WereRefusedAsync(HttpContext http)
    {
        bool isRefused = http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Failure is not null
            || http.Request.Headers.Authorization.Count > 0;
        foreach (string scheme in SchemesOf(http))
        {
            isRefused = isRefused || (await http.AuthenticateAsync(scheme)).Failure is not null;
        }

        return isRefused || await WereRefusedByDefaultAsync(http);
    }

    /// <summary>
    /// WHY asked again: the framework keeps the results that succeeded only, and not every credential stands in the
    /// header. A scheme answers the same within one request.
    /// </summary>
    private static async Task<bool> WereRefusedByDefaultAsync(HttpContext http)
    {
        AuthenticationScheme? scheme = await http.RequestServices
            .GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultAuthenticateSchemeAsync();
        return scheme is not null && (await http.AuthenticateAsync(scheme.Name)).Failure is not null;
    }

    private static IEnumerable<string> SchemesOf(HttpContext http) =>
        (http.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? [])
        .SelectMany(data => (data.AuthenticationSchemes ?? string.Empty)
            .Split(SchemeSeparators, StringSplitOptions.RemoveEmptyEntries));
}
