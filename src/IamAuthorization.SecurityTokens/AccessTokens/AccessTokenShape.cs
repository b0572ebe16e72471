using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace IamAuthorization.SecurityTokens;

/// <summary>What a bearer token looks like before anything in it is verified.</summary>
internal static class AccessTokenShape
{
    /// <summary>How much of the payload is read, in characters of base64url; a multiple of four.</summary>
    private const int PeekLength = 1_024;

    /// <summary>How the payload of every token of ours begins, in base64url.</summary>
    public static string PayloadStartOf(string issuer)
    {
        string text = JsonEncodedText.Encode(issuer, AccessTokenFormat.Encoder).ToString();
        byte[] json = Encoding.UTF8.GetBytes($"{{\"iss\":\"{text}\"");

        // WHY whole groups of three bytes: the characters of the last group depend on what follows.
        return Base64Url.EncodeToString(json.AsSpan(0, json.Length - (json.Length % 3)));
    }

    /// <summary>
    /// The issuer that a JWT claims, to choose who verifies it; nothing else may lean on it. Null unless the token
    /// has three parts and its payload begins with <c>iss</c>, as ours do.
    /// </summary>
    public static string? IssuerOf(ReadOnlySpan<char> token)
    {
        int first = token.IndexOf('.');
        int length = first < 0 || token.Length > AccessTokenFormat.LengthMax ? -1 : token[(first + 1)..].IndexOf('.');
        if (length < 0 || token[(first + length + 2)..].Contains('.'))
        {
            return null;
        }

        ReadOnlySpan<char> payload = token.Slice(first + 1, length);
        Span<byte> json = stackalloc byte[PeekLength];
        bool isDecoded = Base64UrlText.TryDecode(
            payload[..Math.Min(payload.Length, PeekLength)], json, out int written);
        return isDecoded ? FirstMember(json[..written]) : null;
    }

    private static string? FirstMember(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
            bool isIssuer = reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("iss"u8)
                && reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped;
            return isIssuer && Ascii.IsValid(reader.ValueSpan) ? Encoding.ASCII.GetString(reader.ValueSpan) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
