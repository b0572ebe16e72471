using System.Buffers;
using System.Security.Claims;
using IamAuthorization.Policies;

namespace IamAuthorization.AspNetCore;

/// <summary>Makes an IAM principal of whatever a scheme authenticated.</summary>
internal sealed class CallerResolver(IamAuthorizationOptions options)
{
    private const int NameLengthMax = 64;
    private const int SessionNameLengthMin = 2;
    private const string IssuerClaim = "iss";

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_-");

    public CallerResolution Resolve(ClaimsPrincipal user)
    {
        ClaimsIdentity[] identities = [.. user.Identities.Where(identity => identity.IsAuthenticated)];
        return identities.Length switch
        {
            0 => CallerResolution.WithoutCredentials,
            1 => Resolve(identities[0]),
            _ => CallerResolution.Nobody("the request carries several identities, and only one can be the caller"),
        };
    }

    private CallerResolution Resolve(ClaimsIdentity identity)
    {
        string? issuer = IssuerOf(identity);
        if (issuer is null)
        {
            return CallerResolution.Nobody("the identity names no issuer, or several");
        }

        return options.Callers.TryFind(issuer, out Func<ClaimsPrincipal, IamCaller?>? map)
            ? PrincipalOf(map(new ClaimsPrincipal(identity)))
            : CallerResolution.Nobody($"no callers are mapped for the issuer `{LogText.Escape(issuer)}`");
    }

    /// <summary>
    /// The issuer a token names, which its scheme has validated; for identities without token, that of the claims.
    /// </summary>
    private static string? IssuerOf(ClaimsIdentity identity)
    {
        string[] named =
            [.. identity.FindAll(IssuerClaim).Select(claim => claim.Value).Distinct(StringComparer.Ordinal)];
        string[] issuers = named.Length > 0
            ? named
            : [.. identity.Claims.Select(claim => claim.Issuer).Distinct(StringComparer.Ordinal)];
        return issuers.Length == 1 ? issuers[0] : null;
    }

    private CallerResolution PrincipalOf(IamCaller? caller)
    {
        if (caller is null)
        {
            return CallerResolution.Nobody("the map of callers names none");
        }

        if (ReferenceEquals(caller, IamCaller.None))
        {
            return CallerResolution.WithoutCredentials;
        }

        if (caller.UserName is { } user)
        {
            return IsName(user)
                ? CallerResolution.Of(IamPrincipal.User(ArnOf("user", user)))
                : CallerResolution.Nobody($"`{LogText.Escape(user)}` is not the name of a user");
        }

        string role = caller.RoleName ?? string.Empty;
        string session = caller.SessionName ?? string.Empty;
        if (!IsName(role))
        {
            return CallerResolution.Nobody($"`{LogText.Escape(role)}` is not the name of a role");
        }

        return IsName(session) && session.Length >= SessionNameLengthMin
            ? CallerResolution.Of(IamPrincipal.RoleSession(ArnOf("role", role), session))
            : CallerResolution.Nobody($"`{LogText.Escape(session)}` is not the name of a session");
    }

    private Arn ArnOf(string kind, string name) =>
        Arn.Parse($"arn:{options.Partition}:iam::{options.AccountId}:{kind}/{name}");

    /// <summary>A slash is no part of a name: it would let a caller choose its path and so another user.</summary>
    private static bool IsName(string text) =>
        text.Length is > 0 and <= NameLengthMax && !text.AsSpan().ContainsAnyExcept(NameCharacters);
}
