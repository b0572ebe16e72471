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
        : base(IamAuthenticationDefaults.BearerScheme, SubjectClaim, DefaultRoleClaimType)
    {
        Principal = principal;
        Add(SubjectClaim, principal.Arn.ToString(), issuer);
        Add(IssuerClaim, issuer, issuer);
    }

    private IamIdentity(IamIdentity other)
        : base(other) => Principal = other.Principal;

    public IamPrincipal Principal { get; }

    public override ClaimsIdentity Clone() => new IamIdentity(this);

    /// <summary>WHY with its subject: a claim without one is copied when it is added.</summary>
    private void Add(string type, string value, string issuer) =>
        AddClaim(new Claim(type, value, ClaimValueTypes.String, issuer, issuer, this));
}
