using System.Security.Claims;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// A session that one of our access tokens proved. Its type, not its claims, says who the caller is: claims can be
/// copied and added to.
/// </summary>
internal sealed class IamIdentity : ClaimsIdentity
{
    private const string SubjectClaim = "sub";
    private const string IssuerClaim = "iss";

    public IamIdentity(IamPrincipal principal, string issuer)
        : base(
            ClaimsOf(principal, issuer), IamAuthenticationDefaults.BearerScheme, SubjectClaim, DefaultRoleClaimType) =>
        Principal = principal;

    private IamIdentity(IamIdentity other)
        : base(other) => Principal = other.Principal;

    public IamPrincipal Principal { get; }

    public override ClaimsIdentity Clone() => new IamIdentity(this);

    private static Claim[] ClaimsOf(IamPrincipal principal, string issuer) =>
    [
        new(SubjectClaim, principal.Arn.ToString(), ClaimValueTypes.String, issuer),
        new(IssuerClaim, issuer, ClaimValueTypes.String, issuer),
    ];
}
