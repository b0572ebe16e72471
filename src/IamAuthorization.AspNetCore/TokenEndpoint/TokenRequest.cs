using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;

namespace IamAuthorization.AspNetCore;

/// <summary>A well-formed request of the token endpoint: whose token, and what to assume.</summary>
internal sealed class TokenRequest
{
    /// <summary>What would say a second time who calls, or for whom.</summary>
    private static readonly string[] OtherCredentials =
        ["client_secret", "client_assertion", "client_assertion_type", "actor_token", "actor_token_type"];

    private TokenRequest(string subjectToken, bool isAccessToken, AssumeRoleRequest role)
    {
        SubjectToken = subjectToken;
        IsAccessToken = isAccessToken;
        Role = role;
    }

    public string SubjectToken { get; }

    /// <summary>Whether the subject token is one of ours, and not of the app's scheme.</summary>
    public bool IsAccessToken { get; }

    public AssumeRoleRequest Role { get; }

    /// <summary>Reads the parameters; every one is checked for its form, the values are the STS's business.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="audience">The one audience for which tokens are issued.</param>
    /// <param name="request">The request.</param>
    /// <param name="error">What is wrong.</param>
    public static bool TryRead(
        TokenParameters parameters,
        string audience,
        [NotNullWhen(true)] out TokenRequest? request,
        [NotNullWhen(false)] out TokenError? error)
    {
        request = null;
        error = ErrorOfTypes(parameters) ?? ErrorOfTarget(parameters, audience) ?? ErrorOfScope(parameters["scope"]);
        if (error is null && TryReadRole(parameters, out AssumeRoleRequest? role, out error))
        {
            bool isAccessToken = parameters["subject_token_type"] is TokenExchangeTypes.AccessToken;
            request = new TokenRequest(parameters["subject_token"]!, isAccessToken, role);
        }

        return request is not null;
    }

    private static TokenError? ErrorOfTypes(TokenParameters parameters)
    {
        if (parameters["grant_type"] is not TokenExchangeTypes.Grant)
        {
            return parameters["grant_type"] is null
                ? Missing("grant_type", TokenExchangeTypes.Grant)
                : new TokenError("unsupported_grant_type", $"grant_type must be {TokenExchangeTypes.Grant}");
        }

        if (OtherCredentials.FirstOrDefault(name => parameters[name] is not null) is { } other)
        {
            return TokenError.InvalidRequest($"{other} is not taken: the subject token is the only credential");
        }

        if (parameters["subject_token"] is null)
        {
            return Missing("subject_token", "the caller's token");
        }

        if (parameters["subject_token_type"] is not (TokenExchangeTypes.Jwt or TokenExchangeTypes.AccessToken))
        {
            return TokenError.InvalidRequest(
                $"subject_token_type must be {TokenExchangeTypes.Jwt} or {TokenExchangeTypes.AccessToken}");
        }

        return parameters["requested_token_type"] is null or TokenExchangeTypes.AccessToken
            ? null
            : TokenError.InvalidRequest($"requested_token_type must be {TokenExchangeTypes.AccessToken} or missing");
    }

    /// <summary>RFC 8693 §2.2.2 has an error of its own for tokens that would be for somebody else.</summary>
    private static TokenError? ErrorOfTarget(TokenParameters parameters, string audience)
    {
        bool isOurs = parameters["audience"] is not { } asked
            || string.Equals(asked, audience, StringComparison.Ordinal);
        return isOurs && parameters["resource"] is null
            ? null
            : new TokenError("invalid_target", "tokens are issued for this app alone: leave audience and resource out");
    }

    private static TokenError? ErrorOfScope(string? scope) => scope switch
    {
        null => Missing("scope", "the ARN of the role"),
        _ when Arn.TryParse(scope, out _) && !scope.Contains(' ', StringComparison.Ordinal) => null,
        _ => TokenError.InvalidScope("scope must be the ARN of one role"),
    };

    private static TokenError Missing(string name, string meaning) =>
        TokenError.InvalidRequest($"{name} is missing: it is {meaning}");

    private static bool TryReadRole(
        TokenParameters parameters,
        [NotNullWhen(true)] out AssumeRoleRequest? role,
        [NotNullWhen(false)] out TokenError? error)
    {
        role = null;
        error = parameters["role_session_name"] is null
            ? Missing("role_session_name", "who uses the role, and ends the session's ARN")
            : null;
        if (error is not null
            || !TryReadDuration(parameters["duration_seconds"], out TimeSpan? duration, out error)
            || !TryReadArns(parameters["policy_arns"], out ImmutableArray<string> policyArns, out error)
            || !TokenJson.TryReadTags(parameters["tags"], out ImmutableArray<IamTag> tags, out error)
            || !TokenJson.TryReadKeys(parameters["transitive_tag_keys"], out ImmutableArray<string> keys, out error))
        {
            return false;
        }

        role = new AssumeRoleRequest
        {
            RoleArn = parameters["scope"]!,
            RoleSessionName = parameters["role_session_name"]!,
            Duration = duration,
            ExternalId = parameters["external_id"],
            Policy = parameters["policy"],
            PolicyArns = policyArns,
            Tags = tags,
            TransitiveTagKeys = keys,
            SourceIdentity = parameters["source_identity"],
        };
        return true;
    }

    private static bool TryReadDuration(
        string? text, out TimeSpan? duration, [NotNullWhen(false)] out TokenError? error)
    {
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds);
        duration = isNumber ? TimeSpan.FromSeconds(seconds) : null;
        error = text is null || isNumber
            ? null
            : TokenError.InvalidRequest("duration_seconds must be a whole number of seconds");
        return error is null;
    }

    private static bool TryReadArns(
        string? text, out ImmutableArray<string> arns, [NotNullWhen(false)] out TokenError? error)
    {
        arns = text is null ? [] : [.. text.Split(' ')];
        error = arns.Any(arn => arn.Length == 0)
            ? TokenError.InvalidRequest("policy_arns must be ARNs with one space between them")
            : null;
        return error is null;
    }
}
