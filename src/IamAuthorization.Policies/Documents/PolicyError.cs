namespace IamAuthorization.Policies;

/// <summary>The error with which an API answers a bad document.</summary>
/// <param name="Code">The AWS error code, for example <c>MalformedPolicyDocument</c>.</param>
/// <param name="Message">AWS's message for the first failing check.</param>
public sealed record PolicyError(string Code, string Message);
