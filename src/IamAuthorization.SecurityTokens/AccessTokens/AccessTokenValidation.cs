using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>The session that a token is, or why it is none.</summary>
/// <param name="Principal">The session, immutable and shared; null when the token is not valid.</param>
/// <param name="Problem">
/// Why not, as a phrase that may be told to whoever sent it: <c>the token has expired</c>. Never a part of the token.
/// </param>
internal readonly record struct AccessTokenValidation(IamPrincipal? Principal, string? Problem);
