using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Forged tokens over HTTP: 401 with a reason, at every door.</summary>
[Trait("Threat", "A5")]
public sealed class TokenThreatTests
{
    private static readonly Dictionary<string, Func<TokenForge, string>> Forgeries = new(StringComparer.Ordinal)
    {
        ["alg none"] = forge => forge.With(header => header["alg"] = "none", sign: _ => []),
        ["alg None"] = forge => forge.With(header => header["alg"] = "None", sign: _ => []),
        ["alg missing"] = forge => forge.With(header => header.Remove("alg")),
        ["HS256 with the public key"] = forge =>
            forge.With(header => header["alg"] = "HS256", sign: forge.HmacWithPublicKey),
        ["ES256 signed as HS256"] = forge => forge.With(sign: forge.HmacWithPublicKey),
        ["RS256"] = forge => forge.With(header => header["alg"] = "RS256"),
        ["ES384"] = forge => forge.With(header => header["alg"] = "ES384"),
        ["another key under our kid"] = forge => forge.With(sign: SignWithForeignKey),
        ["unknown kid"] = forge => forge.With(header => header["kid"] = "nobody"),
        ["kid missing"] = forge => forge.With(header => header.Remove("kid")),
        ["kid of a path"] = forge => forge.With(header => header["kid"] = "../../dev/null", sign: SignWithForeignKey),
        ["kid of a query"] = forge => forge.With(header => header["kid"] = "x' OR '1'='1", sign: SignWithForeignKey),
        ["key in the header"] = forge => forge.With(
            header => header["jwk"] = new JsonObject { ["kty"] = "EC" }, sign: SignWithForeignKey),
        ["key set by URL"] = forge => forge.With(
            header => header["jku"] = "https://evil.example/jwks.json", sign: SignWithForeignKey),
        ["certificate by URL"] = forge => forge.With(header => header["x5u"] = "https://evil.example/x.pem"),
        ["critical extension"] = forge => forge.With(header => header["crit"] = new JsonArray("exp")),
        ["unencoded payload"] = forge => forge.With(header => header["b64"] = false),
        ["typ JWT"] = forge => forge.With(header => header["typ"] = "JWT"),
        ["typ missing"] = forge => forge.With(header => header.Remove("typ")),
        ["another audience"] = forge => forge.With(payload: claims => claims["aud"] = "billing"),
        ["one audience of several"] = forge =>
            forge.With(payload: claims => claims["aud"] = new JsonArray(BearerApp.Audience, "billing")),
        ["audience missing"] = forge => forge.With(payload: claims => claims.Remove("aud")),
        ["another issuer"] = forge => forge.With(payload: claims => claims["iss"] = TestScheme.Issuer),
        ["issuer with a slash"] = forge => forge.With(payload: claims => claims["iss"] = BearerApp.Issuer + "/"),
        ["expired"] = forge => forge.With(payload: claims => claims["exp"] = BearerApp.Start.ToUnixTimeSeconds()),
        ["longer than its session"] = forge =>
            forge.With(payload: claims => claims["exp"] = BearerApp.Start.AddHours(2).ToUnixTimeSeconds()),
        ["without expiry"] = forge => forge.With(payload: claims => claims.Remove("exp")),
        ["issued in the future"] = forge =>
            forge.With(payload: claims => claims["iat"] = BearerApp.Start.AddSeconds(1).ToUnixTimeSeconds()),
        ["not yet valid"] = forge =>
            forge.With(payload: claims => claims["nbf"] = BearerApp.Start.AddSeconds(1).ToUnixTimeSeconds()),
        ["another subject"] = forge => forge.With(payload: claims =>
            claims["sub"] = $"arn:aws:sts::{TestApp.Account}:assumed-role/Admin/bob"),
        ["another token's id"] = forge => forge.With(payload: claims => claims["jti"] = "AAAAAAAAAAAAAAAAAAAAAA"),
        ["without session"] = forge => forge.With(payload: claims => claims.Remove("iam_session")),
        ["bit flipped in the header"] = forge => forge.Flip(0),
        ["bit flipped in the payload"] = forge => forge.Flip(1),
        ["bit flipped in the signature"] = forge => forge.Flip(2),
        ["signature missing"] = forge => forge.With(sign: _ => []),
        ["signature of zeros"] = forge => forge.With(sign: _ => new byte[64]),
        ["signature padded"] = forge => forge.Token + "==",
        ["two parts"] = forge => forge.Token[..forge.Token.LastIndexOf('.')],
        ["four parts"] = forge => forge.Token + ".x",
        ["twice"] = forge => $"{forge.Token} {forge.Token}",
        ["too long"] = forge => forge.With(payload: claims => claims["x"] = new string('a', 20_000)),
        ["the sealed record alone"] = forge => forge.SealedRecord,
    };

    public static TheoryData<string> Names => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A5_ForgedToken_IsRefusedAtEveryDoor(string name)
    {
        await using BearerApp app = await BearerApp.StartAsync();
        TokenForge forge = await TokenForge.OfAsync(app);
        string forged = Forgeries[name](forge);

        await AssertRefusedAsync(app, forged, name);

        HttpResponseMessage control = await app.SendAsync("/iam", forge.With());
        Assert.Equal(HttpStatusCode.OK, control.StatusCode);
    }

    [Fact]
    public async Task A5_SealedRecord_OfAnotherToken_IsRefusedAtEveryDoor()
    {
        await using BearerApp app = await BearerApp.StartAsync();
        TokenForge bob = await TokenForge.OfAsync(app);
        TokenForge carol = await TokenForge.OfAsync(app, await app.IssueAsync(app.Session("carol")));

        string forged = bob.With(payload: claims => claims["iam_session"] = carol.SealedRecord);

        await AssertRefusedAsync(app, forged, "swapped record");
    }

    [Fact]
    public async Task A5_TokenOfAnotherApp_WithTheSameNames_IsRefusedAtEveryDoor()
    {
        await using BearerApp app = await BearerApp.StartAsync();
        await using BearerApp staging = await BearerApp.StartAsync();

        await AssertRefusedAsync(app, await staging.IssueAsync(), "another app's");
    }

    private static async Task AssertRefusedAsync(BearerApp app, string token, string name)
    {
        foreach (string door in BearerApp.Doors)
        {
            HttpResponseMessage response = await app.SendAsync(
                door, request => request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}"));

            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{name} at {door}: {response.StatusCode}");
            Assert.StartsWith(
                "Bearer error=\"invalid_token\"",
                response.Headers.WwwAuthenticate.ToString(),
                StringComparison.Ordinal);
        }
    }

    private static byte[] SignWithForeignKey(byte[] signed)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.SignData(signed, HashAlgorithmName.SHA256);
    }
}
