using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>Makes the bearer envelope of a session: a signed JWT that carries the sealed record.</summary>
internal sealed class AccessTokenIssuer
{
    /// <summary>The token of a session.</summary>
    /// <param name="principal">A role session with its facts.</param>
    /// <param name="cancellationToken">Ends the wait for the key store.</param>
    public ValueTask<string> IssueAsync(IamPrincipal principal, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
