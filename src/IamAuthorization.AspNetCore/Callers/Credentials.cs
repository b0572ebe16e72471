using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

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

        return isRefused;
    }

    private static IEnumerable<string> SchemesOf(HttpContext http) =>
        (http.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>() ?? [])
        .SelectMany(data => (data.AuthenticationSchemes ?? string.Empty)
            .Split(SchemeSeparators, StringSplitOptions.RemoveEmptyEntries));
}
