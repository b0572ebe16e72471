using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>An error of the token endpoint (RFC 6749 §5.2).</summary>
/// <param name="Error">The error code of OAuth.</param>
/// <param name="Description">What is wrong, where, and what would be right; never a part of a token.</param>
internal sealed record TokenError(string Error, string Description)
{
    public const string InvalidRequestCode = "invalid_request";
    public const string InvalidScopeCode = "invalid_scope";

    public int Status { get; init; } = StatusCodes.Status400BadRequest;

    /// <summary>The error code of AWS's API where the STS refused, else null.</summary>
    public string? AwsErrorCode { get; init; }

    public static TokenError InvalidRequest(string description) => new(InvalidRequestCode, description);

    public static TokenError InvalidScope(string description) => new(InvalidScopeCode, description);
}
