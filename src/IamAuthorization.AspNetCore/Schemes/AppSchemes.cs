using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Which scheme authenticates the app's own users.</summary>
internal sealed class AppSchemes(IamAuthorizationOptions iam, IOptions<AuthenticationOptions> authentication)
{
    /// <summary>The JwtBearer schemes that are not ours, by name.</summary>
    public IReadOnlyList<string> Bearers =>
    [
        .. authentication.Value.SchemeMap.Values
            .Where(scheme => scheme.Name != IamAuthenticationDefaults.BearerScheme
                && scheme.HandlerType?.IsAssignableTo(typeof(JwtBearerHandler)) == true)
            .Select(scheme => scheme.Name)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The scheme the app named, else its only JwtBearer scheme, else null.</summary>
    public string? Chosen => iam.AppScheme ?? (Bearers is [string only] ? only : null);

    /// <summary>Whether the app named none of several.</summary>
    public bool AreAmbiguous => iam.AppScheme is null && Bearers.Count > 1;
}
