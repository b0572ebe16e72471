using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Benchmarks.Http;

/// <summary>Looks at nothing and answers the same user to every request.</summary>
internal sealed class NoopScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Noop";

    private static readonly Task<AuthenticateResult> Answer = Task.FromResult(AuthenticateResult.Success(
        new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([], Name)), Name)));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Answer;
}
