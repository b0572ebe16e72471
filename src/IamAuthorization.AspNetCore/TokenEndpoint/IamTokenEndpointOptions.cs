namespace IamAuthorization.AspNetCore;

/// <summary>How the token endpoint is reached.</summary>
public sealed class IamTokenEndpointOptions
{
    /// <summary>
    /// Whether requests must come over HTTPS; those of the same machine or process may come without. Behind a proxy
    /// that ends TLS, use the framework's forwarded headers middleware with known proxies.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RequireHttps { get; set; } = true;
}
