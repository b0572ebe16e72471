using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Refuses requests with two credentials, and signed ones where no scheme takes them.</summary>
internal sealed class RefusalHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IOptions<IamBearerOptions> bearer)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private string Problem =>
        PresentedCredential.Of(Context, bearer.Value.HubTokenInQuery).Shape == CredentialShape.Signature
            ? BearerProblem.SignatureNotTaken
            : BearerProblem.TwoCredentials;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Task.FromResult(AuthenticateResult.Fail(new RefusedCredentialException(Problem)));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = $"Bearer error=\"invalid_request\", error_description=\"{Problem}\"";
        return Task.CompletedTask;
    }
}
