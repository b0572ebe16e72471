using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary><c>Authorization: Test NAME</c> is that user; <c>Test bad</c> is a credential that fails.</summary>
internal sealed class TestScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Test";
    public const string Issuer = "https://login.example";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        if (header is null || !header.StartsWith("Test ", StringComparison.Ordinal))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        if (header is "Test bad")
        {
            return Task.FromResult(AuthenticateResult.Fail("bad token"));
        }

        var identity = new ClaimsIdentity(
            [new Claim("iss", Issuer), new Claim("sub", Uri.UnescapeDataString(header[5..]))], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Test realm=\"orders\"";
        Response.StatusCode = 401;
        return Task.CompletedTask;
    }
}
