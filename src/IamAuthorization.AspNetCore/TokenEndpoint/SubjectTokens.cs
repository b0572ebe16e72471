using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore;

/// <summary>Says whose token a subject token is; of a bad one it tells what the scheme's 401 would tell.</summary>
internal sealed class SubjectTokens(
    CallerResolver callers, IServiceScopeFactory scopes, AccessTokenValidator validator, AppSchemes appSchemes)
{
    private static readonly TokenError Invalid = TokenError.InvalidRequest("the subject token is not valid");

    /// <summary>The caller that a subject token proves.</summary>
    /// <param name="http">The request of the token endpoint: callers are found on its snapshot.</param>
    /// <param name="request">The request's parameters.</param>
    /// <returns>The principal, or why there is none.</returns>
    public Task<(IamPrincipal? Caller, TokenError? Error)> ReadAsync(HttpContext http, TokenRequest request) =>
        request.IsAccessToken ? OfOursAsync(http, request.SubjectToken) : OfTheAppAsync(http, request.SubjectToken);

    private async Task<(IamPrincipal? Caller, TokenError? Error)> OfOursAsync(HttpContext http, string token)
    {
        AccessTokenValidation validation = await validator.ValidateAsync(token, http.RequestAborted);
        if (validation.Principal is not { } principal)
        {
            return (null, validation.Problem is { } problem ? Refused(problem) : Invalid);
        }

        IamPrincipalState state = await http.RequestServices.GetRequiredService<IIamPrincipals>()
            .GetStateAsync(principal, http.RequestAborted);
        return BearerProblem.Of(state) is { } dead ? (null, Refused(dead)) : (principal, null);
    }

    private async Task<(IamPrincipal? Caller, TokenError? Error)> OfTheAppAsync(HttpContext http, string token)
    {
        if (appSchemes.Chosen is not { } scheme)
        {
            return (null, TokenError.InvalidRequest(
                $"this app has no tokens of that type: subject_token_type must be {TokenExchangeTypes.AccessToken}"));
        }

        AuthenticateResult result = await AuthenticateAsync(http, scheme, token);
        if (!result.Succeeded)
        {
            return (null, Invalid);
        }

        CallerResolution caller =
            await callers.ResolveAsync(result.Principal, http.RequestServices, http.RequestAborted);
        return caller switch
        {
            { Principal: { } principal } => (principal, null),
            { Problem: not null } => (null, Refused(CallerResolution.NoSuchPrincipal)),
            _ => (null, Invalid),
        };
    }

    /// <summary>
    /// Shows the token to the app's scheme as a request of its own, so that all of the app's validation runs and
    /// nothing but the token can pass it: no cookie, certificate or query of the outer request.
    /// </summary>
    private async Task<AuthenticateResult> AuthenticateAsync(HttpContext outer, string scheme, string token)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        var inner = new DefaultHttpContext
        {
            RequestServices = scope.ServiceProvider,
            ServiceScopeFactory = scopes,
            RequestAborted = outer.RequestAborted,
            TraceIdentifier = outer.TraceIdentifier,
        };
        inner.Request.Method = HttpMethods.Get;
        inner.Request.Scheme = outer.Request.Scheme;
        inner.Request.Host = outer.Request.Host;
        inner.Request.Path = "/";
        inner.Connection.RemoteIpAddress = outer.Connection.RemoteIpAddress;
        inner.Request.Headers.Authorization = $"Bearer {token}";
        return await inner.AuthenticateAsync(scheme);
    }

    private static TokenError Refused(string problem) => TokenError.InvalidRequest($"the subject token: {problem}");
}
