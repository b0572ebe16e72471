using System.Text.Encodings.Web;

namespace IamAuthorization.SecurityTokens;

/// <summary>The names and limits of our access tokens (RFC 9068 with one claim of our own).</summary>
internal static class AccessTokenFormat
{
    /// <summary>The longest token that is looked at, in characters.</summary>
    public const int LengthMax = 16_384;

    public const string Type = "at+jwt";

    /// <summary>The claim that carries the sealed session record.</summary>
    public const string SessionClaim = "iam_session";

    /// <summary>
    /// Keeps <c>+</c> and the like as they are: tokens are no HTML, and what reads the issuer unverified finds it
    /// unescaped.
    /// </summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
}
