using System.Security.Cryptography;
using IamAuthorization.Policies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IamAuthorization.SecurityTokens;

/// <summary>Answers whether a bearer token is one of ours, and which session it is.</summary>
internal sealed class AccessTokenValidator(
    SigningKeyRing ring,
    SessionSeal seal,
    AccessTokenCache cache,
    NewestSession newest,
    IOptions<IamSecurityTokenOptions> options,
    TimeProvider clock,
    ILogger<AccessTokenValidator> logger)
{
    private static readonly string[] Algorithms = [SigningKey.Algorithm];
    private static readonly string[] Types = [AccessTokenFormat.Type];

    private readonly JsonWebTokenHandler _handler = new()
    {
        MaximumTokenSizeInBytes = AccessTokenFormat.LengthMax,
        MapInboundClaims = false,
    };

    private readonly string _payloadStart = AccessTokenShape.PayloadStartOf(options.Value.Issuer);

    /// <summary>The session of a token that was valid before and still is, or null.</summary>
    /// <param name="token">The token, as the request carried it.</param>
    public IamPrincipal? FindKnown(ReadOnlySpan<char> token)
    {
        // WHY first: the hash of a token of somebody else would be for nothing.
        bool isOurs = token.Length <= AccessTokenFormat.LengthMax
            && token[(token.IndexOf('.') + 1)..].StartsWith(_payloadStart, StringComparison.Ordinal);
        return isOurs && TokenHash.TryCompute(token, out TokenHash hash)
            ? cache.Find(hash, ring.Current, out _)
            : null;
    }

    /// <summary>Validates a token; a valid one is remembered until it expires.</summary>
    /// <param name="token">The token, as the request carried it.</param>
    /// <param name="cancellationToken">Ends the wait for the key store.</param>
    /// <exception cref="SigningKeyException">A stored signing key cannot be used.</exception>
    public ValueTask<AccessTokenValidation> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length > AccessTokenFormat.LengthMax)
        {
            return ValueTask.FromResult(Refused(AccessTokenProblem.TooLong));
        }

        if (!TokenHash.TryCompute(token, out TokenHash hash))
        {
            return ValueTask.FromResult(Refused(AccessTokenProblem.Malformed));
        }

        IamPrincipal? principal = cache.Find(hash, ring.Current, out bool isOver);
        return principal is not null ? ValueTask.FromResult(new AccessTokenValidation(principal, Problem: null))
            : isOver ? ValueTask.FromResult(Refused(AccessTokenProblem.Expired))
            : ValidateAsync(token, hash, cancellationToken);
    }

    private async ValueTask<AccessTokenValidation> ValidateAsync(
        string token, TokenHash hash, CancellationToken cancellationToken)
    {
        if (!AccessTokenReader.TryRead(token, out AccessTokenContent? content, out string? problem))
        {
            return Refused(problem);
        }

        DateTimeOffset now = clock.GetUtcNow();
        SigningKeySet keys = await ring.EnsureLoadedAsync(cancellationToken);
        SigningKey? key = keys.Find(content.KeyId, now);
        if (key is null)
        {
            keys = await ring.RefreshAsync(cancellationToken);
            key = keys.Find(content.KeyId, now);
        }

        if (key is null)
        {
            return Refused(AccessTokenProblem.UnknownKey);
        }

        TokenValidationResult result = await _handler.ValidateTokenAsync(token, ParametersOf(content, key, now));
        if (!result.IsValid)
        {
            return Refused(ProblemOf(result.Exception, content, now));
        }

        if (!seal.TryOpen(content.SealedSession, out SessionRecord? record))
        {
            return Refused(AccessTokenProblem.Session);
        }

        if (!BelongTogether(content, record))
        {
            return Refused(AccessTokenProblem.Mismatch);
        }

        newest.Learn(record.Principal.Session!.IssuedAt!.Value);
        cache.Keep(hash, record.Principal, key.KeyId, keys);
        return new AccessTokenValidation(record.Principal, Problem: null);
    }

    private TokenValidationParameters ParametersOf(AccessTokenContent content, SigningKey key, DateTimeOffset now) =>
        new()
        {
            ValidAlgorithms = Algorithms,
            ValidTypes = Types,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            IssuerSigningKey = key.VerificationKey,

            // WHY: the token's `kid` names one key; no other key of the ring is tried in its place.
            TryAllIssuerSigningKeys = false,
            ValidateIssuer = true,
            ValidIssuer = options.Value.Issuer,
            ValidateAudience = true,
            RequireAudience = true,
            ValidAudience = options.Value.Audience,
            IgnoreTrailingSlashWhenValidatingAudience = false,
            ValidateLifetime = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.Zero,
            LifetimeValidator = (_, _, _, _) => ProblemOfLifetime(content, now) is null,
        };

    private static string? ProblemOfLifetime(AccessTokenContent content, DateTimeOffset now)
    {
        bool hasExpired = now >= DateTimeOffset.FromUnixTimeSeconds(content.ExpiresAt);
        bool isEarly = now < DateTimeOffset.FromUnixTimeSeconds(content.IssuedAt)
            || (content.NotBefore is { } notBefore && now < DateTimeOffset.FromUnixTimeSeconds(notBefore));
        return hasExpired ? AccessTokenProblem.Expired : isEarly ? AccessTokenProblem.NotYetValid : null;
    }

    private static string ProblemOf(Exception exception, AccessTokenContent content, DateTimeOffset now) =>
        exception switch
        {
            SecurityTokenInvalidIssuerException => AccessTokenProblem.Issuer,
            SecurityTokenInvalidAudienceException => AccessTokenProblem.Audience,
            SecurityTokenInvalidLifetimeException =>
                ProblemOfLifetime(content, now) ?? AccessTokenProblem.NotYetValid,
            _ => AccessTokenProblem.Signature,
        };

    private static bool BelongTogether(AccessTokenContent content, SessionRecord record)
    {
        IamSession session = record.Principal.Session!;
        return CryptographicOperations.FixedTimeEquals(content.TokenId, record.TokenId)
            & string.Equals(content.Subject, record.Principal.Arn.ToString(), StringComparison.Ordinal)
            & content.IssuedAt == session.IssuedAt!.Value.ToUnixTimeSeconds()
            & content.ExpiresAt == session.ExpiresAt!.Value.ToUnixTimeSeconds();
    }

    private AccessTokenValidation Refused(string problem)
    {
        SecurityTokensLog.TokenRefused(logger, problem);
        return new AccessTokenValidation(Principal: null, problem);
    }
}
