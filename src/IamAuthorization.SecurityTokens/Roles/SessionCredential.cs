using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>Makes the credential that a session is used with.</summary>
/// <param name="principal">A role session with its facts.</param>
/// <param name="cancellationToken">Ends the wait for the key store.</param>
/// <returns>The access token.</returns>
internal delegate ValueTask<string> SessionCredential(IamPrincipal principal, CancellationToken cancellationToken);
