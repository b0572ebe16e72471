using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdersApi.SignIn;

/// <summary>
/// Stands in for the identity provider that a real shop has. It says who somebody is and whom they work for, never
/// what they may do.
/// </summary>
public sealed class DemoIssuer(ECDsaSecurityKey key, TimeProvider time)
{
    public const string Name = "https://login.orders.example";

    private const string Audience = "orders";
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);
    private readonly JsonWebTokenHandler _handler = new();

    public string IssueToken(string user, string company)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Name,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + TokenLifetime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [JwtRegisteredClaimNames.Sub] = user,
                [ShopCallers.CompanyClaim] = company,
            },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>How the shop checks the tokens: stock JwtBearer with everything that matters pinned.</summary>
    public void ConfigureValidation(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = Name,
            ValidAudience = Audience,
            IssuerSigningKey = key,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ClockSkew = TimeSpan.Zero,
        };
    }
}
