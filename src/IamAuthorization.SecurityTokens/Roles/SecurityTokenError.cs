namespace IamAuthorization.SecurityTokens;

/// <summary>Why no session was issued, in AWS's terms. It may be told to the caller.</summary>
/// <param name="Code">
/// The error code of AWS's API: <c>AccessDenied</c>, <c>ValidationError</c>, <c>InvalidParameterValue</c>,
/// <c>MalformedPolicyDocument</c> or <c>PackedPolicyTooLarge</c>.
/// </param>
/// <param name="Message">What is wrong, where, and what would be right.</param>
/// <remarks>
/// <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Errors">AssumeRole:
/// Errors</see>
/// </remarks>
public sealed record SecurityTokenError(string Code, string Message);
