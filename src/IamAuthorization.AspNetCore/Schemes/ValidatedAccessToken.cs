using IamAuthorization.Policies;
using Microsoft.IdentityModel.Tokens;

namespace IamAuthorization.AspNetCore;

/// <summary>What JwtBearer must know of a token: how long it lives. The token itself is not kept.</summary>
internal sealed class ValidatedAccessToken(IamPrincipal principal, string issuer) : SecurityToken
{
    public override string Id => string.Empty;

    public override string Issuer => issuer;

    public override SecurityKey? SecurityKey => null;

    public override SecurityKey? SigningKey { get; set; }

    public override DateTime ValidFrom => principal.Session?.IssuedAt?.UtcDateTime ?? DateTime.MinValue;

    public override DateTime ValidTo => principal.Session?.ExpiresAt?.UtcDateTime ?? DateTime.MinValue;
}
