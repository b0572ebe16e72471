namespace IamAuthorization.SecurityTokens;

/// <summary>The public keys as JSON Web Key Set (RFC 7517).</summary>
internal sealed class KeySetDocument
{
    /// <summary>The set as JSON: every key that signs, will sign, or has signed tokens that still live.</summary>
    /// <param name="cancellationToken">Ends the wait for the key store.</param>
    public ValueTask<byte[]> WriteAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
