using System.Security.Claims;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Makes an IAM principal of whatever a scheme authenticated.</summary>
internal sealed class CallerResolver(IamAuthorizationOptions options, IOptions<IamSecurityTokenOptions> tokens)
{
    private const int SessionNameLengthMin = 2;
    private const string IssuerClaim = "iss";

    /// <summary>The caller that a user is.</summary>
    /// <param name="user">The user as the framework authenticated it.</param>
    /// <param name="services">The request's services: principals come from the snapshot it is decided on.</param>
    /// <param name="cancellationToken">Ends the wait for the store.</param>
    public ValueTask<CallerResolution> ResolveAsync(
        ClaimsPrincipal user, IServiceProvider services, CancellationToken cancellationToken)
    {
        ClaimsIdentity? only = null;
        int count = 0;
        foreach (ClaimsIdentity identity in user.Identities)
        {
            count++;
            if (!identity.IsAuthenticated)
            {
                continue;
            }

            if (only is not null)
            {
                return new(CallerResolution.Nobody(
                    "the request carries several identities, and only one can be the caller"));
            }

            only = identity;
        }

        return only is null
            ? new(CallerResolution.WithoutCredentials)
            : ResolveAsync(only, count == 1 ? user : null, services, cancellationToken);
    }

    /// <param name="identity">The one that is authenticated.</param>
    /// <param name="user">Who has it and no other, or null.</param>
    /// <param name="services">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    private ValueTask<CallerResolution> ResolveAsync(
        ClaimsIdentity identity,
        ClaimsPrincipal? user,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        if (identity is IamIdentity proven)
        {
            return new(CallerResolution.Of(proven.Principal));
        }

        string? issuer = IssuerOf(identity);
        if (issuer is null)
        {
            return new(CallerResolution.Nobody("the identity names no issuer, or several"));
        }

        // WHY: anybody in the app can make claims; only the identity that our scheme made proves a session.
        if (string.Equals(issuer, tokens.Value.Issuer, StringComparison.Ordinal))
        {
            return new(CallerResolution.Nobody(
                $"claims of the issuer `{LogText.Of(issuer)}` count only as the scheme "
                + $"`{IamAuthenticationDefaults.BearerScheme}` made them"));
        }

        return options.Callers.TryFind(issuer, out Func<ClaimsPrincipal, IamCaller?>? map)
            ? PrincipalOfAsync(map(AloneIn(user, identity)), services, cancellationToken)
            : new(CallerResolution.Nobody($"no callers are mapped for the issuer `{LogText.Of(issuer)}`"));
    }

    /// <summary>The identity and nothing else, so that a map sees no claim that another issuer vouched for.</summary>
    private static ClaimsPrincipal AloneIn(ClaimsPrincipal? user, ClaimsIdentity identity) =>
        user is not null && user.GetType() == typeof(ClaimsPrincipal) ? user : new ClaimsPrincipal(identity);

    /// <summary>
    /// The issuer a token names, which its scheme has validated; for identities without token, that of the claims.
    /// </summary>
    private static string? IssuerOf(ClaimsIdentity identity)
    {
        Claim? only = null;
        bool isOne = true;
        foreach (Claim claim in identity.Claims)
        {
            if (string.Equals(claim.Type, IssuerClaim, StringComparison.OrdinalIgnoreCase))
            {
                isOne &= only is null;
                only = claim;
            }
        }

        // WHY: kinds of identities differ in what they call the same type; they agree on one claim of this spelling.
        return isOne && only is { Type: IssuerClaim } ? only.Value : OneNamedIssuerOf(identity);
    }

    private static string? OneNamedIssuerOf(ClaimsIdentity identity)
    {
        string? named = null;
        foreach (Claim claim in identity.FindAll(IssuerClaim))
        {
            if (named is not null && !string.Equals(named, claim.Value, StringComparison.Ordinal))
            {
                return null;
            }

            named = claim.Value;
        }

        return named ?? IssuerOfClaims(identity);
    }

    private static string? IssuerOfClaims(ClaimsIdentity identity)
    {
        string[] issuers = [.. identity.Claims.Select(claim => claim.Issuer).Distinct(StringComparer.Ordinal)];
        return issuers.Length == 1 ? issuers[0] : null;
    }

    private ValueTask<CallerResolution> PrincipalOfAsync(
        IamCaller? caller, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (caller is null)
        {
            return new(CallerResolution.Nobody("the map of callers names none"));
        }

        if (ReferenceEquals(caller, IamCaller.None))
        {
            return new(CallerResolution.WithoutCredentials);
        }

        string account = caller.AccountId ?? options.AccountId;
        if (ProblemOf(caller, account) is { } problem)
        {
            return new(CallerResolution.Nobody(problem));
        }

        IIamPrincipals principals = services.GetRequiredService<IIamPrincipals>();
        ValueTask<IamPrincipal?> found = caller.UserName is { } user
            ? principals.FindUserAsync(account, user, session: null, cancellationToken)
            : principals.FindRoleSessionAsync(
                account, caller.RoleName!, caller.SessionName!, session: null, cancellationToken);
        return found.IsCompletedSuccessfully
            ? new(ResolutionOf(caller, account, found.Result))
            : ResolutionOfAsync(caller, account, found);
    }

    private static async ValueTask<CallerResolution> ResolutionOfAsync(
        IamCaller caller, string account, ValueTask<IamPrincipal?> found) =>
        ResolutionOf(caller, account, await found);

    private static CallerResolution ResolutionOf(IamCaller caller, string account, IamPrincipal? principal) =>
        principal is null
            ? CallerResolution.Nobody(
                $"the account {account} has no {(caller.UserName is null ? "role" : "user")} "
                + $"`{caller.UserName ?? caller.RoleName}`")
            : CallerResolution.Of(principal);

    private static string? ProblemOf(IamCaller caller, string account)
    {
        if (!IamPrincipal.IsAccountId(account))
        {
            return $"`{LogText.Of(account)}` is not an account id of 12 digits";
        }

        if (caller.UserName is { } user)
        {
            return IsName(user) ? null : $"`{LogText.Of(user)}` is not the name of a user";
        }

        if (caller.RoleName is not { } role || !IsName(role))
        {
            return $"`{LogText.Of(caller.RoleName ?? string.Empty)}` is not the name of a role";
        }

        return caller.SessionName is { Length: >= SessionNameLengthMin } session && IsName(session)
            ? null
            : $"`{LogText.Of(caller.SessionName ?? string.Empty)}` is not the name of a session";
    }

    /// <summary>A slash is no part of a name: it would let a caller choose its path and so another user.</summary>
    private static bool IsName(string text) => IamRules.ProblemOfName(IamNameKind.User, text) is null;
}
