using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Makes tokens that are almost right: of a valid one, its key, and other keys.</summary>
internal sealed class Forge
{
    private Forge(TokenWorld world, string token, SigningKey key)
    {
        World = world;
        Token = token;
        Key = key;
        string[] parts = token.Split('.');
        (HeaderPart, PayloadPart, SignaturePart) = (parts[0], parts[1], parts[2]);
    }

    public TokenWorld World { get; }

    /// <summary>A valid token.</summary>
    public string Token { get; }

    public string HeaderPart { get; }

    public string PayloadPart { get; }

    public string SignaturePart { get; }

    /// <summary>The key that signed it.</summary>
    public SigningKey Key { get; }

    public string Payload => Text(PayloadPart);

    public static async Task<Forge> AtAsync(TokenWorld world) => new(
        world, await world.IssueAsync(), await world.Ring.GetActiveAsync(CancellationToken.None));

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Text(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));

    /// <summary>The header of ours, with other values (as JSON; null leaves the member out) and more members.</summary>
    public string Header(
        string? alg = "\"ES256\"", string? kid = "", string? typ = "\"at+jwt\"", string more = "")
    {
        string?[] members =
        [
            alg is null ? null : $"\"alg\":{alg}",
            kid is null ? null : $"\"kid\":{(kid.Length == 0 ? $"\"{Key.KeyId}\"" : kid)}",
            typ is null ? null : $"\"typ\":{typ}",
            more.Length == 0 ? null : more,
        ];
        return $"{{{string.Join(',', members.Where(member => member is not null))}}}";
    }

    /// <summary>The payload with a claim replaced, added, or (null) taken away.</summary>
    public string With(string claim, string? json)
    {
        JsonObject payload = JsonNode.Parse(Payload)!.AsObject();
        payload.Remove(claim);
        if (json is not null)
        {
            payload[claim] = JsonNode.Parse(json);
        }

        return payload.ToJsonString(new JsonSerializerOptions { Encoder = AccessTokenFormat.Encoder });
    }

    /// <summary>The payload with members written behind the others, whatever stands there already.</summary>
    public string Appended(string members) => $"{Payload[..^1]},{members}}}";

    /// <summary>A token of that header and payload, signed with the real key.</summary>
    public string Signed(string? header = null, string? payload = null) =>
        SignedBy(content => Key.Sign(content), header ?? Header(), payload ?? Payload);

    public string SignedBy(Func<byte[], byte[]> sign, string header, string? payload = null)
    {
        string content = $"{Encode(header)}.{Encode(payload ?? Payload)}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    /// <summary>The valid token with another signature.</summary>
    public string SignedWith(byte[] signature) =>
        $"{HeaderPart}.{PayloadPart}.{Base64Url.EncodeToString(signature)}";

    /// <summary>A token signed with HMAC under some form of the public key.</summary>
    public string Hmac(Func<ECDsa, byte[]> secret, string algorithm = "HS256") => SignedBy(
        content => algorithm switch
        {
            "HS384" => HMACSHA384.HashData(secret(PublicKey()), content),
            "HS512" => HMACSHA512.HashData(secret(PublicKey()), content),
            _ => HMACSHA256.HashData(secret(PublicKey()), content),
        },
        Header(alg: $"\"{algorithm}\""));

    public ECDsa PublicKey() => ECDsa.Create(
        Key.VerificationKey.ECDsa.ExportParameters(includePrivateParameters: false));

    public string PublicJwk() =>
        $$"""{"kty":"EC","alg":"ES256","kid":"{{Key.KeyId}}","crv":"P-256","x":"{{Key.X}}","y":"{{Key.Y}}"}""";

    /// <summary>Bytes sealed as a session record, whatever they are, in a token that the real key signed.</summary>
    public string Carrying(Func<Forge, byte[]> seal) =>
        Signed(payload: With("iam_session", $"\"{Base64Url.EncodeToString(seal(this))}\""));

    /// <summary>The plain bytes of the valid token's record.</summary>
    public byte[] Record()
    {
        using JsonDocument payload = JsonDocument.Parse(Payload);
        byte[] sealedRecord = Base64Url.DecodeFromChars(payload.RootElement.GetProperty("iam_session").GetString());
        Assert.True(World.Get<SessionSeal>().TryOpen(sealedRecord, out SessionRecord? record));
        return SessionRecordFormat.Write(record, SessionEnvelope.Bearer);
    }
}
