using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;

namespace IamAuthorization.AspNetCore;

/// <summary>Who the users of other issuers are: users and role sessions of the store.</summary>
public sealed class IamCallerMap
{
    private readonly Dictionary<string, Func<ClaimsPrincipal, IamCaller?>> _maps = new(StringComparer.Ordinal);

    /// <summary>Says who the users of one issuer are.</summary>
    /// <param name="issuer">
    /// The issuer exactly as its validated tokens name it in <c>iss</c>; for identities without that claim (cookies,
    /// certificates) the <see cref="Claim.Issuer"/> of their claims, by default
    /// <see cref="ClaimsIdentity.DefaultIssuer"/>.
    /// </param>
    /// <param name="map">
    /// From the claims that this issuer vouched for to the caller. <see langword="null"/> is nobody and gets 403;
    /// <see cref="IamCaller.None"/> makes the request one without credentials.
    /// </param>
    /// <returns>This map.</returns>
    /// <exception cref="ArgumentException">The issuer is empty or mapped already.</exception>
    public IamCallerMap Map(string issuer, Func<ClaimsPrincipal, IamCaller?> map)
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        ArgumentNullException.ThrowIfNull(map);
        return _maps.TryAdd(issuer, map)
            ? this
            : throw new ArgumentException($"The callers of the issuer `{issuer}` are mapped already.", nameof(issuer));
    }

    internal bool TryFind(string issuer, [NotNullWhen(true)] out Func<ClaimsPrincipal, IamCaller?>? map) =>
        _maps.TryGetValue(issuer, out map);
}
