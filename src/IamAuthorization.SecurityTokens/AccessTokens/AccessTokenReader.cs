using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Reads a token strictly before any library does: three parts in canonical base64url, a header of exactly
/// <c>alg</c>, <c>kid</c> and <c>typ</c>, no member twice, one audience. So no hint in a header (<c>jku</c>,
/// <c>jwk</c>, <c>x5c</c>, <c>crit</c>, …) is ever looked at, and no two readers can differ about a claim.
/// </summary>
internal static class AccessTokenReader
{
    private const int PartCount = 3;
    private const int HeaderMemberCount = 3;
    private const int DepthMax = 4;

    /// <summary>The last second of the year 9999, beyond which no instant can be represented.</summary>
    private const long TimeMax = 253_402_300_799;

    private static readonly JsonDocumentOptions Strict =
        new() { AllowDuplicateProperties = false, MaxDepth = DepthMax };

    /// <summary>Reads a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="content">What it says, or null.</param>
    /// <param name="problem">One of <see cref="AccessTokenProblem"/>, or null.</param>
    public static bool TryRead(
        ReadOnlySpan<char> token,
        [NotNullWhen(true)] out AccessTokenContent? content,
        [NotNullWhen(false)] out string? problem)
    {
        content = null;
        problem = token.Length > AccessTokenFormat.LengthMax
            ? AccessTokenProblem.TooLong
            : Split(token, out byte[] header, out byte[] payload)
                ? Read(header, payload, out content)
                : AccessTokenProblem.Malformed;
        return content is not null && problem is null;
    }

    private static bool Split(ReadOnlySpan<char> token, out byte[] header, out byte[] payload)
    {
        header = payload = [];
        Span<Range> parts = stackalloc Range[PartCount + 1];
        if (token.Split(parts, '.') != PartCount)
        {
            return false;
        }

        bool isCanonical = Base64UrlText.TryDecode(token[parts[0]], out byte[]? first)
            & Base64UrlText.TryDecode(token[parts[1]], out byte[]? second)
            & Base64UrlText.IsValid(token[parts[2]]);
        header = first ?? [];
        payload = second ?? [];
        return isCanonical && Utf8.IsValid(header) && Utf8.IsValid(payload);
    }

    private static string? Read(byte[] header, byte[] payload, out AccessTokenContent? content)
    {
        content = null;
        try
        {
            using JsonDocument headerJson = JsonDocument.Parse(header, Strict);
            using JsonDocument payloadJson = JsonDocument.Parse(payload, Strict);
            return ProblemOfHeader(headerJson.RootElement, out string keyId)
                ?? ReadClaims(payloadJson.RootElement, keyId, out content);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // WHY: the JSON reader throws the latter for a lone surrogate, which no text of ours has.
            content = null;
            return AccessTokenProblem.Malformed;
        }
    }

    private static string? ProblemOfHeader(JsonElement header, out string keyId)
    {
        keyId = string.Empty;
        if (header.ValueKind != JsonValueKind.Object)
        {
            return AccessTokenProblem.Malformed;
        }

        if (TextOf(header, "alg") is not SigningKey.Algorithm)
        {
            return AccessTokenProblem.Algorithm;
        }

        if (TextOf(header, "typ") is not AccessTokenFormat.Type)
        {
            return AccessTokenProblem.Type;
        }

        keyId = TextOf(header, "kid") ?? string.Empty;
        return header.GetPropertyCount() != HeaderMemberCount ? AccessTokenProblem.Header
            : SigningKeySeal.IsKeyId(keyId) ? null
            : AccessTokenProblem.UnknownKey;
    }

    private static string? ReadClaims(JsonElement claims, string keyId, out AccessTokenContent? content)
    {
        content = null;
        if (claims.ValueKind != JsonValueKind.Object)
        {
            return AccessTokenProblem.Malformed;
        }

        bool isWhole = TextOf(claims, "iss") is not null
            & TextOf(claims, "sub") is not null
            & TextOf(claims, "aud") is not null
            & TextOf(claims, AccessTokenFormat.SessionClaim) is not null
            & TimeOf(claims, "exp") is not null
            & TimeOf(claims, "iat") is not null
            & (TimeOf(claims, "nbf") is not null || !claims.TryGetProperty("nbf", out _));
        bool isDecoded = Base64UrlText.TryDecode(TextOf(claims, "jti"), out byte[]? tokenId)
            & Base64UrlText.TryDecode(TextOf(claims, AccessTokenFormat.SessionClaim), out byte[]? sealedSession);
        if (!isWhole || !isDecoded || tokenId!.Length != SessionRecord.TokenIdSize)
        {
            return AccessTokenProblem.Claims;
        }

        content = new AccessTokenContent
        {
            KeyId = keyId,
            Issuer = TextOf(claims, "iss")!,
            Subject = TextOf(claims, "sub")!,
            Audience = TextOf(claims, "aud")!,
            ExpiresAt = TimeOf(claims, "exp")!.Value,
            IssuedAt = TimeOf(claims, "iat")!.Value,
            NotBefore = TimeOf(claims, "nbf"),
            TokenId = tokenId,
            SealedSession = sealedSession!,
        };
        return null;
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static long? TimeOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out long time) && time is >= 0 and <= TimeMax
            ? time
            : null;
}
