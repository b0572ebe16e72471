using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore;

/// <summary>The answers of the token endpoint (RFC 8693 §2.2, RFC 6749 §5.2).</summary>
internal static class TokenResponse
{
    /// <summary>What RFC 6749 lets an error_description hold.</summary>
    private static readonly SearchValues<char> Describing = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Where(code => code is not ('"' or '\\'))]);

    public static Task WriteAsync(HttpContext http, AssumedRole session, DateTimeOffset now) => WriteAsync(
        http,
        StatusCodes.Status200OK,
        json =>
        {
            json.WriteString("access_token", session.AccessToken);
            json.WriteString("issued_token_type", TokenExchangeTypes.AccessToken);
            json.WriteString("token_type", "Bearer");
            json.WriteNumber("expires_in", (long)(session.ExpiresAt - now).TotalSeconds);
            json.WriteString("assumed_role_arn", session.Arn.ToString());
            json.WriteString("assumed_role_id", session.AssumedRoleId);
            if (session.PackedPolicySizePercent is { } percent)
            {
                json.WriteNumber("packed_policy_size", percent);
            }

            if (session.Principal.Session?.SourceIdentity is { } sourceIdentity)
            {
                json.WriteString("source_identity", sourceIdentity);
            }
        });

    public static Task WriteAsync(HttpContext http, TokenError error) => WriteAsync(
        http,
        error.Status,
        json =>
        {
            json.WriteString("error", error.Error);
            json.WriteString("error_description", Describe(error.Description));
            if (error.AwsErrorCode is { } code)
            {
                json.WriteString("aws_error_code", code);
            }
        });

    /// <summary>Other characters than RFC 6749 allows appear as percent signs and the bytes of their UTF-8.</summary>
    internal static string Describe(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Describing))
        {
            return text;
        }

        var described = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && Describing.Contains((char)rune.Value))
            {
                described.Append((char)rune.Value);
                continue;
            }

            foreach (byte part in bytes[..rune.EncodeToUtf8(bytes)])
            {
                described.Append('%').Append(part.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return described.ToString();
    }

    private static async Task WriteAsync(HttpContext http, int status, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.WrittenCount;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
        await http.Response.Body.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }
}
