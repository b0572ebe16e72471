using System.Runtime.CompilerServices;
using System.Security.Claims;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Answers requests with a token that the bearer scheme has validated before, as that scheme would, at a fraction of
/// its cost. Whatever is not plainly good is left to the scheme.
/// </summary>
internal sealed class KnownTokens(
    IServiceProvider services, IOptions<IamBearerOptions> bearer, IOptions<IamSecurityTokenOptions> tokens)
{
    private static readonly Dictionary<string, object?> NoParameters = new(StringComparer.Ordinal);

    private readonly AccessTokenValidator? _validator = services.GetService<AccessTokenValidator>();

    /// <summary>WHY: the texts of its times are the same for every request of a session.</summary>
    private readonly ConditionalWeakTable<IamPrincipal, Dictionary<string, string?>> _times = [];

    /// <summary>The result for the request's token, or null when the scheme must say.</summary>
    public ValueTask<AuthenticateResult?> FindAsync(HttpContext http)
    {
        PresentedCredential credential = PresentedCredential.Of(http, bearer.Value.HubTokenInQuery);
        if (credential.Shape != CredentialShape.Bearer
            || _validator?.FindKnown(credential.Text.Span) is not { } principal)
        {
            return default;
        }

        // WHY: the session may be revoked or its role gone, whatever the token says.
        ValueTask<IamPrincipalState> state = http.RequestServices.GetRequiredService<IIamPrincipals>()
            .GetStateAsync(principal, http.RequestAborted);
        return state.IsCompletedSuccessfully
            ? new(ResultOf(principal, state.Result))
            : ResultOfAsync(principal, state);
    }

    private async ValueTask<AuthenticateResult?> ResultOfAsync(
        IamPrincipal principal, ValueTask<IamPrincipalState> state) => ResultOf(principal, await state);

    private AuthenticateResult? ResultOf(IamPrincipal principal, IamPrincipalState state)
    {
        if (state != IamPrincipalState.Alive)
        {
            return null;
        }

        // INVARIANT: user, identity and properties are this request's own; what changes them changes no other's.
        var properties = new AuthenticationProperties(
            new CopiedWhenChanged<string?>(_times.GetValue(principal, TimesOf)),
            new CopiedWhenChanged<object?>(NoParameters));
        var user = new ClaimsPrincipal(new IamIdentity(principal, tokens.Value.Issuer));
        return AuthenticateResult.Success(
            new AuthenticationTicket(user, properties, IamAuthenticationDefaults.BearerScheme));
    }

    private static Dictionary<string, string?> TimesOf(IamPrincipal principal)
    {
        var times = new Dictionary<string, string?>(StringComparer.Ordinal);
        _ = new AuthenticationProperties(times)
        {
            IssuedUtc = principal.Session?.IssuedAt,
            ExpiresUtc = principal.Session?.ExpiresAt,
        };
        return times;
    }
}
