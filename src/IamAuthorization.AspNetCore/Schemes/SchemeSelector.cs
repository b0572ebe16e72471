using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Chooses the scheme of a request by the shape of its credential alone: nothing read here is believed, the chosen
/// scheme validates it.
/// </summary>
internal sealed class SchemeSelector(
    AppSchemes appSchemes,
    IOptions<AuthenticationOptions> authentication,
    IOptions<IamBearerOptions> bearer,
    IOptions<IamSecurityTokenOptions> tokens)
{
    private readonly string _appScheme = appSchemes.Chosen ?? IamAuthenticationDefaults.BearerScheme;

    public string Select(HttpContext http)
    {
        PresentedCredential credential = PresentedCredential.Of(http, bearer.Value.HubTokenInQuery);
        return credential.Shape switch
        {
            CredentialShape.Bearer when IsOurs(credential.Text.Span) => IamAuthenticationDefaults.BearerScheme,
            CredentialShape.Signature when TakesSignatures => IamAuthenticationDefaults.AccessKeysScheme,
            CredentialShape.Signature or CredentialShape.Several => IamAuthenticationDefaults.RefusalScheme,
            _ => _appScheme,
        };
    }

    private bool TakesSignatures =>
        authentication.Value.SchemeMap.ContainsKey(IamAuthenticationDefaults.AccessKeysScheme);

    private bool IsOurs(ReadOnlySpan<char> token) =>
        string.Equals(AccessTokenShape.IssuerOf(token), tokens.Value.Issuer, StringComparison.Ordinal);
}
