using IamAuthorization.Policies;

namespace IamAuthorization.SecurityTokens;

/// <summary>A session with the token it was issued in: what is sealed.</summary>
/// <param name="TokenId">The token's <c>jti</c>: 128 random bits.</param>
/// <param name="Principal">The session.</param>
internal sealed record SessionRecord(byte[] TokenId, IamPrincipal Principal)
{
    /// <summary>The length of <see cref="TokenId"/>.</summary>
    public const int TokenIdSize = 16;
}
