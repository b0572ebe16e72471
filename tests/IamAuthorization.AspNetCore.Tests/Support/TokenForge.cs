using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using IamAuthorization.SecurityTokens;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Makes changed copies of a valid token, signed with the app's key unless a copy says otherwise.</summary>
internal sealed class TokenForge
{
    private readonly string[] _parts;

    private TokenForge(string token, SigningKey key)
    {
        _parts = token.Split('.');
        Key = key;
    }

    public SigningKey Key { get; }

    public string Token => string.Join('.', _parts);

    /// <summary>The sealed record of the session, as the token carries it.</summary>
    public string SealedRecord => (string)Read(_parts[1])["iam_session"]!;

    public static async Task<TokenForge> OfAsync(BearerApp app, string? token = null) => new(
        token ?? await app.IssueAsync(),
        await app.Services.GetRequiredService<SigningKeyRing>().GetActiveAsync(CancellationToken.None));

    public string With(
        Action<JsonObject>? header = null, Action<JsonObject>? payload = null, Func<byte[], byte[]>? sign = null)
    {
        JsonObject headers = Read(_parts[0]);
        JsonObject claims = Read(_parts[1]);
        header?.Invoke(headers);
        payload?.Invoke(claims);
        string signed = $"{Write(headers)}.{Write(claims)}";
        byte[] bytes = Encoding.ASCII.GetBytes(signed);
        return $"{signed}.{Base64Url.EncodeToString(sign is null ? Key.Sign(bytes) : sign(bytes))}";
    }

    /// <summary>The token with one bit of one part flipped.</summary>
    public string Flip(int part)
    {
        string[] parts = [.. _parts];
        byte[] bytes = Base64Url.DecodeFromChars(parts[part]);
        bytes[bytes.Length / 2] ^= 1;
        parts[part] = Base64Url.EncodeToString(bytes);
        return string.Join('.', parts);
    }

    /// <summary>HMAC with the public key as the secret: what a verifier that takes any algorithm falls for.</summary>
    public byte[] HmacWithPublicKey(byte[] signed) =>
        HMACSHA256.HashData(Key.VerificationKey.ECDsa.ExportSubjectPublicKeyInfo(), signed);

    private static JsonObject Read(string part) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

    private static string Write(JsonObject json) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
