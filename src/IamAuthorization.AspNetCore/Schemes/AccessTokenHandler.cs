using IamAuthorization.SecurityTokens;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Lets JwtBearer validate our access tokens with the keys of this process. What its own parameters say does not
/// count.
/// </summary>
internal sealed class AccessTokenHandler(AccessTokenValidator validator, IOptions<IamSecurityTokenOptions> options)
    : TokenHandler
{
    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token, TokenValidationParameters validationParameters)
    {
        // WHY no token of cancellation: JwtBearer hands none over; the validator bounds its own wait.
        AccessTokenValidation validation = await validator.ValidateAsync(token, CancellationToken.None);
        string issuer = options.Value.Issuer;
        return validation.Principal is { } principal
            ? new TokenValidationResult
            {
                IsValid = true,
                Issuer = issuer,
                ClaimsIdentity = new IamIdentity(principal, issuer),
                SecurityToken = new ValidatedAccessToken(principal, issuer),
            }
            : new TokenValidationResult
            {
                IsValid = false,
                Exception = new RefusedCredentialException(validation.Problem ?? "the token is not valid"),
            };
    }
}
