namespace IamAuthorization.SecurityTokens;

/// <summary>What the app's own STS issues, and with which keys.</summary>
public sealed class IamSecurityTokenOptions
{
    /// <summary>
    /// The issuer of access tokens, <c>https://HOST[:PORT][/PATH]</c> without trailing slash (<c>http</c> on loopback
    /// only). Services that verify them find the keys under it. Required.
    /// </summary>
    public string Issuer { get; set; } = string.Empty;

    /// <summary>The audience of access tokens: who accepts them, for example <c>orders</c>. Required.</summary>
    public string Audience { get; set; } = string.Empty;

    /// <summary>
    /// The folder that keeps signing keys, sealed with Data Protection, and revocations; a relative path starts at the
    /// app's content root. <see langword="null"/>, the default, keeps them in memory, which is for development alone:
    /// a restart ends every session.
    /// </summary>
    public string? KeysFolder { get; set; }

    /// <summary>How long a key signs, 1 hour to 90 days. The default is 30 days.</summary>
    public TimeSpan SigningKeyLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long a new key is published before it signs, so that verifiers have fetched it, 0 to 24 hours and shorter
    /// than <see cref="SigningKeyLifetime"/>. The default is 1 hour.
    /// </summary>
    public TimeSpan SigningKeyLead { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The most bytes that session policies and tags take in a token once they are packed, 256 to 4,096. The default
    /// is 1,000, which keeps tokens below 4,096 characters however long the names in them are.
    /// </summary>
    public int PackedPolicySizeMax { get; set; } = 1_000;

    /// <summary>How many validated tokens are kept in memory, 0 to 1,000,000. The default is 10,000.</summary>
    public int CachedTokensMax { get; set; } = 10_000;
}
