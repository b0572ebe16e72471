namespace IamAuthorization.Benchmarks.Http;

/// <summary>The ways to guard the same endpoint.</summary>
internal static class HttpVariant
{
    /// <summary>No authentication at all.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>Stock JwtBearer with a shared secret, <c>[Authorize]</c>: the yardstick.</summary>
    public const string JwtHs256 = "jwt-hs256";

    /// <summary>Stock JwtBearer with RSA-2048, <c>[Authorize]</c>.</summary>
    public const string JwtRs256 = "jwt-rs256";

    /// <summary>An access token of the app's own STS that was seen before, <c>[Authorize]</c>.</summary>
    public const string IamBearer = "iam-bearer";

    /// <summary>The same without the cache of validated tokens.</summary>
    public const string IamBearerCold = "iam-bearer-cold";

    /// <summary>A scheme that answers a ready-made user, <c>[Authorize]</c>: what the framework alone costs.</summary>
    public const string NoopAuthentication = "noop-authentication";

    /// <summary>
    /// <see cref="JwtHs256"/>, and a requirement whose handler says yes: no decision can cost less than this.
    /// </summary>
    public const string NoopRequirement = "noop-requirement";

    /// <summary><see cref="JwtHs256"/>, and a claim is required.</summary>
    public const string RequireClaim = "require-claim";

    /// <summary><see cref="JwtHs256"/>, and IAM decides.</summary>
    public const string RequireIam = "require-iam";

    /// <summary><see cref="IamBearer"/>, and IAM decides: the whole path.</summary>
    public const string IamBearerRequireIam = "iam-bearer-require-iam";

    public static IReadOnlyList<string> All { get; } =
    [
        Anonymous, NoopAuthentication, JwtHs256, JwtRs256, IamBearer, IamBearerCold, NoopRequirement, RequireClaim,
        RequireIam, IamBearerRequireIam,
    ];
}
