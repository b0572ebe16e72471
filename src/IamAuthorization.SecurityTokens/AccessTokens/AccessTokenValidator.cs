namespace IamAuthorization.SecurityTokens;

/// <summary>Answers whether a bearer token is one of ours, and which session it is.</summary>
internal sealed class AccessTokenValidator
{
    /// <summary>Validates a token; a valid one is remembered until it expires.</summary>
    /// <param name="token">The token, as the request carried it.</param>
    /// <param name="cancellationToken">Ends the wait for the key store.</param>
    public ValueTask<AccessTokenValidation> ValidateAsync(string token, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
