using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>The attacks on tokens that are known, each refused for its reason.</summary>
[Trait("Threat", "A5")]
public sealed class ForgedTokenTests
{
    /// <summary>The order of P-256: as r or s it is zero.</summary>
    private static readonly byte[] Order =
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");

    private static readonly Dictionary<string, (Func<Forge, string> Make, string Problem)> All = new()
    {
        ["alg none, unsigned"] = (f => Unsigned(f, "none"), AccessTokenProblem.Algorithm),
        ["alg None, unsigned"] = (f => Unsigned(f, "None"), AccessTokenProblem.Algorithm),
        ["alg NONE, unsigned"] = (f => Unsigned(f, "NONE"), AccessTokenProblem.Algorithm),
        ["alg nOnE, unsigned"] = (f => Unsigned(f, "nOnE"), AccessTokenProblem.Algorithm),
        ["alg none, with the real signature"] =
            (f => f.Signed(f.Header(alg: "\"none\"")), AccessTokenProblem.Algorithm),
        ["alg missing"] = (f => f.Signed(f.Header(alg: null)), AccessTokenProblem.Algorithm),
        ["alg null"] = (f => f.Signed(f.Header(alg: "null")), AccessTokenProblem.Algorithm),
        ["alg a number"] = (f => f.Signed(f.Header(alg: "256")), AccessTokenProblem.Algorithm),
        ["alg a list"] = (f => f.Signed(f.Header(alg: "[\"ES256\"]")), AccessTokenProblem.Algorithm),
        ["alg empty"] = (f => f.Signed(f.Header(alg: "\"\"")), AccessTokenProblem.Algorithm),
        ["alg in lower case"] = (f => f.Signed(f.Header(alg: "\"es256\"")), AccessTokenProblem.Algorithm),
        ["alg with a space"] = (f => f.Signed(f.Header(alg: "\"ES256 \"")), AccessTokenProblem.Algorithm),
        ["alg as a URI"] = (
            f => f.Signed(f.Header(alg: "\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"")),
            AccessTokenProblem.Algorithm),

        ["HS256 with the public key as PEM"] = (
            f => f.Hmac(key => Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem())),
            AccessTokenProblem.Algorithm),
        ["HS256 with the public key as PEM and a line feed"] = (
            f => f.Hmac(key => Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n")),
            AccessTokenProblem.Algorithm),
        ["HS256 with the public key as DER"] =
            (f => f.Hmac(key => key.ExportSubjectPublicKeyInfo()), AccessTokenProblem.Algorithm),
        ["HS256 with the public key as JWK"] =
            (f => f.Hmac(_ => Encoding.ASCII.GetBytes(f.PublicJwk())), AccessTokenProblem.Algorithm),
        ["HS256 with the public key as x and y"] = (f => f.Hmac(Point), AccessTokenProblem.Algorithm),
        ["HS256 with the public key as uncompressed point"] =
            (f => f.Hmac(key => [4, .. Point(key)]), AccessTokenProblem.Algorithm),
        ["HS256 with the empty key"] = (f => f.Hmac(_ => []), AccessTokenProblem.Algorithm),
        ["HS256 with the key id as key"] =
            (f => f.Hmac(_ => Encoding.ASCII.GetBytes(f.Key.KeyId)), AccessTokenProblem.Algorithm),
        ["HS384 with the public key"] =
            (f => f.Hmac(key => key.ExportSubjectPublicKeyInfo(), "HS384"), AccessTokenProblem.Algorithm),
        ["HS512 with the public key"] =
            (f => f.Hmac(key => key.ExportSubjectPublicKeyInfo(), "HS512"), AccessTokenProblem.Algorithm),
        ["ES256 named, HMAC made"] = (
            f => f.SignedBy(content => HMACSHA512.HashData(Point(f.PublicKey()), content), f.Header()),
            AccessTokenProblem.Signature),
        ["RS256 with another key"] = (f => Rsa(f, "RS256", RSASignaturePadding.Pkcs1), AccessTokenProblem.Algorithm),
        ["PS256 with another key"] = (f => Rsa(f, "PS256", RSASignaturePadding.Pss), AccessTokenProblem.Algorithm),
        ["ES256 named, RSA made"] = (f => Rsa(f, "ES256", RSASignaturePadding.Pkcs1), AccessTokenProblem.Signature),
        ["ES384 with another key"] =
            (f => Ecdsa(f, "ES384", ECCurve.NamedCurves.nistP384), AccessTokenProblem.Algorithm),
        ["ES512 with another key"] =
            (f => Ecdsa(f, "ES512", ECCurve.NamedCurves.nistP521), AccessTokenProblem.Algorithm),
        ["ES256K named"] = (f => f.Signed(f.Header(alg: "\"ES256K\"")), AccessTokenProblem.Algorithm),
        ["EdDSA named"] = (f => f.Signed(f.Header(alg: "\"EdDSA\"")), AccessTokenProblem.Algorithm),
        ["ES256 with another key of the curve"] =
            (f => Ecdsa(f, "ES256", ECCurve.NamedCurves.nistP256), AccessTokenProblem.Signature),
        ["ES256 named, P-384 made"] =
            (f => Ecdsa(f, "ES256", ECCurve.NamedCurves.nistP384), AccessTokenProblem.Signature),

        ["typ JWT"] = (f => f.Signed(f.Header(typ: "\"JWT\"")), AccessTokenProblem.Type),
        ["typ missing"] = (f => f.Signed(f.Header(typ: null)), AccessTokenProblem.Type),
        ["typ null"] = (f => f.Signed(f.Header(typ: "null")), AccessTokenProblem.Type),
        ["typ in upper case"] = (f => f.Signed(f.Header(typ: "\"AT+JWT\"")), AccessTokenProblem.Type),
        ["typ as media type"] = (f => f.Signed(f.Header(typ: "\"application/at+jwt\"")), AccessTokenProblem.Type),
        ["typ with a space"] = (f => f.Signed(f.Header(typ: "\"at+jwt \"")), AccessTokenProblem.Type),
        ["typ of an identity token"] = (f => f.Signed(f.Header(typ: "\"id+jwt\"")), AccessTokenProblem.Type),
        ["typ of a proof"] = (f => f.Signed(f.Header(typ: "\"dpop+jwt\"")), AccessTokenProblem.Type),
        ["typ a list"] = (f => f.Signed(f.Header(typ: "[\"at+jwt\"]")), AccessTokenProblem.Type),

        ["kid unknown"] = (f => f.Signed(f.Header(kid: $"\"{new string('A', 43)}\"")), AccessTokenProblem.UnknownKey),
        ["kid missing"] = (f => f.Signed(f.Header(kid: null)), AccessTokenProblem.Header),
        ["kid missing, another member in its place"] =
            (f => f.Signed(f.Header(kid: null, more: "\"x\":1")), AccessTokenProblem.UnknownKey),
        ["kid empty"] = (f => f.Signed(f.Header(kid: "\"\"")), AccessTokenProblem.UnknownKey),
        ["kid a number"] = (f => f.Signed(f.Header(kid: "1")), AccessTokenProblem.UnknownKey),
        ["kid a path"] = (f => f.Signed(f.Header(kid: "\"../../../../dev/null\"")), AccessTokenProblem.UnknownKey),
        ["kid a path behind the real one"] =
            (f => f.Signed(f.Header(kid: $"\"{f.Key.KeyId}/../x\"")), AccessTokenProblem.UnknownKey),
        ["kid with NUL"] =
            (f => f.Signed(f.Header(kid: $"\"{f.Key.KeyId}\\u0000\"")), AccessTokenProblem.UnknownKey),
        ["kid an SQL text"] = (f => f.Signed(f.Header(kid: "\"' OR 1=1 --\"")), AccessTokenProblem.UnknownKey),
        ["kid in another case"] =
            (f => f.Signed(f.Header(kid: $"\"{OtherCase(f.Key.KeyId)}\"")), AccessTokenProblem.UnknownKey),
        ["kid a lone surrogate"] = (f => f.Signed(f.Header(kid: "\"\\ud800\"")), AccessTokenProblem.Malformed),

        ["jku"] = (f => Hinted(f, "\"jku\":\"https://evil.example/jwks.json\""), AccessTokenProblem.Header),
        ["jku of ours"] =
            (f => Hinted(f, "\"jku\":\"https://orders.example/.well-known/jwks.json\""), AccessTokenProblem.Header),
        ["x5u"] = (f => Hinted(f, "\"x5u\":\"https://evil.example/cert.pem\""), AccessTokenProblem.Header),
        ["x5c"] = (f => Hinted(f, "\"x5c\":[\"MIIB\"]"), AccessTokenProblem.Header),
        ["x5t"] = (f => Hinted(f, "\"x5t\":\"AAAA\""), AccessTokenProblem.Header),
        ["jwk of the attacker, signed with it"] = (Embedded, AccessTokenProblem.Header),
        ["jwk of ours"] = (f => Hinted(f, $"\"jwk\":{f.PublicJwk()}"), AccessTokenProblem.Header),
        ["crit with an unknown extension"] =
            (f => Hinted(f, "\"crit\":[\"exp\"],\"exp\":1"), AccessTokenProblem.Header),
        ["crit empty"] = (f => Hinted(f, "\"crit\":[]"), AccessTokenProblem.Header),
        ["b64 false"] = (f => Hinted(f, "\"b64\":false,\"crit\":[\"b64\"]"), AccessTokenProblem.Header),
        ["zip"] = (f => Hinted(f, "\"zip\":\"DEF\""), AccessTokenProblem.Header),
        ["enc"] = (f => Hinted(f, "\"enc\":\"A256GCM\""), AccessTokenProblem.Header),
        ["cty of a nested token"] = (f => Hinted(f, "\"cty\":\"JWT\""), AccessTokenProblem.Header),
        ["alg twice"] = (f => Hinted(f, "\"alg\":\"ES256\""), AccessTokenProblem.Malformed),
        ["alg twice, none last"] = (f => Hinted(f, "\"alg\":\"none\""), AccessTokenProblem.Malformed),
        ["alg twice, once escaped"] = (f => Hinted(f, "\"\\u0061lg\":\"none\""), AccessTokenProblem.Malformed),
        ["kid twice"] = (f => Hinted(f, $"\"kid\":\"{f.Key.KeyId}\""), AccessTokenProblem.Malformed),
        ["typ twice"] = (f => Hinted(f, "\"typ\":\"at+jwt\""), AccessTokenProblem.Malformed),
        ["header a list"] = (f => f.Signed("[]"), AccessTokenProblem.Malformed),
        ["header null"] = (f => f.Signed("null"), AccessTokenProblem.Malformed),
        ["header empty"] = (f => f.Signed(string.Empty), AccessTokenProblem.Malformed),
        ["header with a comment"] = (f => f.Signed(f.Header() + "/**/"), AccessTokenProblem.Malformed),
        ["header with a comma too many"] =
            (f => f.Signed(f.Header()[..^1] + ",}"), AccessTokenProblem.Malformed),
        ["header with a byte order mark"] = (f => f.Signed("\uFEFF" + f.Header()), AccessTokenProblem.Malformed),
        ["header twice"] = (f => f.Signed(f.Header() + f.Header()), AccessTokenProblem.Malformed),
        ["header nested deep"] = (
            f => Hinted(f, $"\"x\":{new string('[', 5_000)}{new string(']', 5_000)}"), AccessTokenProblem.Malformed),

        ["signature stripped"] = (f => $"{f.HeaderPart}.{f.PayloadPart}.", AccessTokenProblem.Signature),
        ["signature and dot stripped"] = (f => $"{f.HeaderPart}.{f.PayloadPart}", AccessTokenProblem.Malformed),
        ["signature truncated"] = (f => f.SignedWith(SignatureOf(f)[..63]), AccessTokenProblem.Signature),
        ["signature of r alone"] = (f => f.SignedWith(SignatureOf(f)[..32]), AccessTokenProblem.Signature),
        ["signature too long"] = (f => f.SignedWith([.. SignatureOf(f), 0]), AccessTokenProblem.Signature),
        ["signature twice"] = (f => f.SignedWith([.. SignatureOf(f), .. SignatureOf(f)]), AccessTokenProblem.Signature),
        ["signature in halves exchanged"] =
            (f => f.SignedWith([.. SignatureOf(f)[32..], .. SignatureOf(f)[..32]]), AccessTokenProblem.Signature),
        ["signature of zeros"] = (f => f.SignedWith(new byte[64]), AccessTokenProblem.Signature),
        ["signature with r of zero"] =
            (f => f.SignedWith([.. new byte[32], .. SignatureOf(f)[32..]]), AccessTokenProblem.Signature),
        ["signature with s of zero"] =
            (f => f.SignedWith([.. SignatureOf(f)[..32], .. new byte[32]]), AccessTokenProblem.Signature),
        ["signature with r and s of the order"] =
            (f => f.SignedWith([.. Order, .. Order]), AccessTokenProblem.Signature),
        ["signature of ones"] =
            (f => f.SignedWith([.. Enumerable.Repeat((byte)255, 64)]), AccessTokenProblem.Signature),
        ["signature in DER"] = (
            f => f.SignedBy(
                content => f.Key.VerificationKey.ECDsa.SignData(
                    content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
                f.Header()),
            AccessTokenProblem.Signature),
        ["signature with SHA-512"] = (
            f => f.SignedBy(
                content => f.Key.VerificationKey.ECDsa.SignData(content, HashAlgorithmName.SHA512), f.Header()),
            AccessTokenProblem.Signature),
        ["signature of another token"] =
            (f => f.SignedWith(SignatureOf(f.Signed(payload: f.With("jti", null)))), AccessTokenProblem.Signature),
        ["payload of another token"] = (
            f => $"{f.HeaderPart}.{Forge.Encode(f.With("sub", "\"arn:aws:sts::111122223333:assumed-role/A/b\""))}."
                + f.SignaturePart,
            AccessTokenProblem.Signature),

        ["empty"] = (_ => string.Empty, AccessTokenProblem.Malformed),
        ["dots"] = (_ => "..", AccessTokenProblem.Malformed),
        ["one part"] = (f => f.PayloadPart, AccessTokenProblem.Malformed),
        ["four parts"] = (f => f.Token + ".AAAA", AccessTokenProblem.Malformed),
        ["five parts, as encrypted ones have"] = (f => f.Token + ".AAAA.AAAA", AccessTokenProblem.Malformed),
        ["an encrypted token that holds the valid one"] = (
            f => $"{Forge.Encode("""{"alg":"dir","enc":"A256GCM"}""")}..AAAA.{Forge.Encode(f.Token)}.AAAA",
            AccessTokenProblem.Malformed),
        ["the valid token nested"] = (f => f.Signed(payload: f.Token), AccessTokenProblem.Malformed),
        ["as JSON"] = (
            f => $"{{\"protected\":\"{f.HeaderPart}\",\"payload\":\"{f.PayloadPart}\","
                + $"\"signature\":\"{f.SignaturePart}\"}}",
            AccessTokenProblem.Malformed),
        ["space before"] = (f => " " + f.Token, AccessTokenProblem.Malformed),
        ["space behind"] = (f => f.Token + " ", AccessTokenProblem.Malformed),
        ["line feed behind"] = (f => f.Token + "\n", AccessTokenProblem.Malformed),
        ["line feed inside"] = (f => f.Token.Insert(f.Token.Length / 2, "\n"), AccessTokenProblem.Malformed),
        ["tab inside the header"] = (f => f.Token.Insert(4, "\t"), AccessTokenProblem.Malformed),
        ["NUL behind"] = (f => f.Token + "\0", AccessTokenProblem.Malformed),
        ["scheme before"] = (f => "Bearer " + f.Token, AccessTokenProblem.Malformed),
        ["quoted"] = (f => $"\"{f.Token}\"", AccessTokenProblem.Malformed),
        ["two tokens"] = (f => $"{f.Token},{f.Token}", AccessTokenProblem.Malformed),
        ["padding behind the signature"] = (f => f.Token + "==", AccessTokenProblem.Malformed),
        ["padding behind the header"] =
            (f => $"{f.HeaderPart}=.{f.PayloadPart}.{f.SignaturePart}", AccessTokenProblem.Malformed),
        ["base64 with plus and slash"] = (
            f => $"{f.HeaderPart}.{f.PayloadPart}.{"+/" + f.SignaturePart[2..]}", AccessTokenProblem.Malformed),
        ["unused bits set"] = (UnusedBits, AccessTokenProblem.Malformed),
        ["a full-width letter"] = (f => "\uFF45" + f.Token[1..], AccessTokenProblem.Malformed),
        ["a Cyrillic letter"] = (f => f.Token[..^1] + "\u0410", AccessTokenProblem.Malformed),
        ["a zero-width space"] = (f => f.Token.Insert(10, "\u200B"), AccessTokenProblem.Malformed),
        ["a full-width dot"] = (f => f.Token.Replace('.', '\uFF0E'), AccessTokenProblem.Malformed),
        ["too long"] = (
            f => f.Signed(payload: f.With("x", $"\"{new string('x', 20_000)}\"")),
            AccessTokenProblem.TooLong),

        ["payload not UTF-8"] = (
            f => $"{f.HeaderPart}.{Base64Url.EncodeToString([.. "{\"iss\":\""u8, 0xC0, 0xAF, .. "\"}"u8])}.AAAA",
            AccessTokenProblem.Malformed),
        ["payload a list"] = (f => f.Signed(payload: "[]"), AccessTokenProblem.Malformed),
        ["payload empty"] = (f => f.Signed(payload: "{}"), AccessTokenProblem.Claims),
        ["iss twice, ours first"] =
            (f => f.Signed(payload: f.Appended("\"iss\":\"https://evil.example\"")), AccessTokenProblem.Malformed),
        ["iss twice, the same"] =
            (f => f.Signed(payload: f.Appended("\"iss\":\"https://orders.example\"")), AccessTokenProblem.Malformed),
        ["aud twice"] = (f => f.Signed(payload: f.Appended("\"aud\":\"orders\"")), AccessTokenProblem.Malformed),
        ["aud twice, once escaped"] =
            (f => f.Signed(payload: f.Appended("\"a\\u0075d\":\"other\"")), AccessTokenProblem.Malformed),
        ["exp twice"] = (f => f.Signed(payload: f.Appended("\"exp\":9999999999")), AccessTokenProblem.Malformed),
        ["sub twice"] = (f => f.Signed(payload: f.Appended("\"sub\":\"x\"")), AccessTokenProblem.Malformed),
        ["session twice"] = (
            f => f.Signed(payload: f.Appended("\"iam_session\":\"AAAA\"")),
            AccessTokenProblem.Malformed),

        ["iss with a slash behind"] = (
            f => Claiming(f, "iss", "\"https://orders.example/\""),
            AccessTokenProblem.Issuer),
        ["iss in another case"] = (f => Claiming(f, "iss", "\"https://Orders.example\""), AccessTokenProblem.Issuer),
        ["iss without TLS"] = (f => Claiming(f, "iss", "\"http://orders.example\""), AccessTokenProblem.Issuer),
        ["iss with a port"] = (f => Claiming(f, "iss", "\"https://orders.example:443\""), AccessTokenProblem.Issuer),
        ["iss of another"] = (f => Claiming(f, "iss", "\"https://evil.example\""), AccessTokenProblem.Issuer),
        ["iss that begins like ours"] =
            (f => Claiming(f, "iss", "\"https://orders.example.evil\""), AccessTokenProblem.Issuer),
        ["iss empty"] = (f => Claiming(f, "iss", "\"\""), AccessTokenProblem.Issuer),
        ["iss missing"] = (f => Claiming(f, "iss", null), AccessTokenProblem.Claims),
        ["iss a list"] = (f => Claiming(f, "iss", "[\"https://orders.example\"]"), AccessTokenProblem.Claims),
        ["aud of another"] = (f => Claiming(f, "aud", "\"billing\""), AccessTokenProblem.Audience),
        ["aud in another case"] = (f => Claiming(f, "aud", "\"Orders\""), AccessTokenProblem.Audience),
        ["aud with a slash behind"] = (f => Claiming(f, "aud", "\"orders/\""), AccessTokenProblem.Audience),
        ["aud empty"] = (f => Claiming(f, "aud", "\"\""), AccessTokenProblem.Audience),
        ["aud missing"] = (f => Claiming(f, "aud", null), AccessTokenProblem.Claims),
        ["aud a list of ours"] = (f => Claiming(f, "aud", "[\"orders\"]"), AccessTokenProblem.Claims),
        ["aud a list of ours and another"] =
            (f => Claiming(f, "aud", "[\"orders\",\"billing\"]"), AccessTokenProblem.Claims),
        ["aud null"] = (f => Claiming(f, "aud", "null"), AccessTokenProblem.Claims),
        ["exp missing"] = (f => Claiming(f, "exp", null), AccessTokenProblem.Claims),
        ["exp a text"] = (f => Claiming(f, "exp", "\"9999999999\""), AccessTokenProblem.Claims),
        ["exp null"] = (f => Claiming(f, "exp", "null"), AccessTokenProblem.Claims),
        ["exp with a fraction"] = (f => Claiming(f, "exp", "1772363000.5"), AccessTokenProblem.Claims),
        ["exp with an exponent"] = (f => Claiming(f, "exp", "1e400"), AccessTokenProblem.Claims),
        ["exp negative"] = (f => Claiming(f, "exp", "-1"), AccessTokenProblem.Claims),
        ["exp beyond all time"] = (f => Claiming(f, "exp", "9223372036854775807"), AccessTokenProblem.Claims),
        ["exp zero"] = (f => Claiming(f, "exp", "0"), AccessTokenProblem.Expired),
        ["exp now"] = (f => Claiming(f, "exp", Seconds(f, 0)), AccessTokenProblem.Expired),
        ["exp far away"] = (f => Claiming(f, "exp", "9999999999"), AccessTokenProblem.Mismatch),
        ["exp a second later"] = (f => Claiming(f, "exp", Seconds(f, 3_601)), AccessTokenProblem.Mismatch),
        ["nbf in the future"] = (f => Claiming(f, "nbf", Seconds(f, 60)), AccessTokenProblem.NotYetValid),
        ["nbf a text"] = (f => Claiming(f, "nbf", "\"1\""), AccessTokenProblem.Claims),
        ["iat in the future"] = (f => Claiming(f, "iat", Seconds(f, 60)), AccessTokenProblem.NotYetValid),
        ["iat missing"] = (f => Claiming(f, "iat", null), AccessTokenProblem.Claims),
        ["iat earlier"] = (f => Claiming(f, "iat", Seconds(f, -60)), AccessTokenProblem.Mismatch),
        ["jti of another"] = (f => Claiming(f, "jti", $"\"{new string('A', 22)}\""), AccessTokenProblem.Mismatch),
        ["jti too short"] = (f => Claiming(f, "jti", "\"AAAA\""), AccessTokenProblem.Claims),
        ["jti missing"] = (f => Claiming(f, "jti", null), AccessTokenProblem.Claims),
        ["sub of another role"] = (
            f => Claiming(f, "sub", "\"arn:aws:sts::111122223333:assumed-role/Admin/bob\""),
            AccessTokenProblem.Mismatch),
        ["sub missing"] = (f => Claiming(f, "sub", null), AccessTokenProblem.Claims),

        ["session missing"] = (f => Claiming(f, "iam_session", null), AccessTokenProblem.Claims),
        ["session empty"] = (f => Claiming(f, "iam_session", "\"\""), AccessTokenProblem.Session),
        ["session padded"] = (f => Claiming(f, "iam_session", "\"AAA=\""), AccessTokenProblem.Claims),
        ["session of random bytes"] = (f => f.Carrying(_ => new byte[200]), AccessTokenProblem.Session),
        ["session in the clear"] = (f => f.Carrying(forge => forge.Record()), AccessTokenProblem.Session),
        ["session sealed for signing callers"] = (
            f => f.Carrying(forge => Sealed(forge, "SigningSession.v1", TokenWorld.Issuer)),
            AccessTokenProblem.Session),
        ["session sealed as a key"] =
            (f => f.Carrying(forge => Sealed(forge, "SigningKey.v1", TokenWorld.Issuer)), AccessTokenProblem.Session),
        ["session sealed for another issuer"] = (
            f => f.Carrying(forge => Sealed(forge, "BearerSession.v1", "https://staging.example")),
            AccessTokenProblem.Session),
        ["session sealed by another app"] = (
            f => f.Carrying(forge => new EphemeralDataProtectionProvider()
                .CreateProtector("IamAuthorization.SecurityTokens", "BearerSession.v1", TokenWorld.Issuer)
                .Protect(forge.Record())),
            AccessTokenProblem.Session),
        ["session of the signing envelope"] = (f => Altered(f, 1, 2), AccessTokenProblem.Session),
        ["session of an unknown envelope"] = (f => Altered(f, 1, 0), AccessTokenProblem.Session),
        ["session of an unknown version"] = (f => Altered(f, 0, 2), AccessTokenProblem.Session),
        ["session of an unknown kind"] = (f => Altered(f, 2, 9), AccessTokenProblem.Session),
        ["session with unknown facts"] = (f => Altered(f, 3, 0x80), AccessTokenProblem.Session),
        ["session that goes on"] =
            (f => f.Carrying(forge => Sealed(forge, [.. forge.Record(), 0])), AccessTokenProblem.Session),
        ["session cut short"] =
            (f => f.Carrying(forge => Sealed(forge, forge.Record()[..^1])), AccessTokenProblem.Session),
    };

    private static readonly RSA RsaKey = RSA.Create(2_048);

    public static TheoryData<string> Attacks => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task ForgedToken_Anybody_IsRefused(string attack)
    {
        await using var world = new TokenWorld();
        Forge forge = await Forge.AtAsync(world);
        string forged = All[attack].Make(forge);

        string cold = await world.ProblemAsync(forged);
        Assert.NotNull((await world.ValidateAsync(forge.Token)).Principal);
        string warm = await world.ProblemAsync(forged);

        Assert.Equal(All[attack].Problem, cold);
        Assert.Equal(cold, warm);
        AssertUntold(world.Logs, forge);
    }

    [Fact]
    public async Task Forge_ThatChangesNothing_MakesAValidToken()
    {
        await using var world = new TokenWorld();
        Forge forge = await Forge.AtAsync(world);

        Assert.NotNull((await world.ValidateAsync(forge.Signed())).Principal);
        Assert.NotNull((await world.ValidateAsync(Claiming(forge, "nbf", Seconds(forge, 0)))).Principal);
        Assert.NotNull((await world.ValidateAsync(
            forge.Carrying(f => Sealed(f, f.Record())))).Principal);
    }

    [Theory]
    [InlineData("session")]
    [InlineData("session and id")]
    [InlineData("session, id and subject")]
    public async Task SealedSession_OfAnotherToken_SignedAgain_IsRefused(string what)
    {
        await using var world = new TokenWorld();
        Forge weak = await Forge.AtAsync(world);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        string strong = await world.IssueAsync(world.Session(role: "Admin"));
        string[] claims = what switch
        {
            "session" => ["iam_session"],
            "session and id" => ["iam_session", "jti"],
            _ => ["iam_session", "jti", "sub"],
        };

        string payload = weak.Payload;
        foreach (string claim in claims)
        {
            var other = System.Text.Json.Nodes.JsonNode.Parse(Forge.Text(strong.Split('.')[1]))!.AsObject();
            var mixed = System.Text.Json.Nodes.JsonNode.Parse(payload)!.AsObject();
            mixed[claim] = other[claim]!.DeepClone();
            payload = mixed.ToJsonString();
        }

        Assert.Equal(AccessTokenProblem.Mismatch, await world.ProblemAsync(weak.Signed(payload: payload)));
    }

    [Fact]
    public async Task TokenOfAnotherApp_WithTheSameIssuer_IsRefused()
    {
        await using var world = new TokenWorld();
        await using var other = new TokenWorld();

        Assert.Equal(AccessTokenProblem.UnknownKey, await world.ProblemAsync(await other.IssueAsync()));
    }

    private static void AssertUntold(FakeLogCollector logs, Forge forge)
    {
        string all = string.Join('\n', logs.GetSnapshot().Select(record => $"{record.Message} {record.Exception}"));
        Assert.DoesNotContain(forge.SignaturePart, all);
        Assert.DoesNotContain(forge.PayloadPart[..64], all);
        Assert.DoesNotContain("iam_session", all);
    }

    private static string Unsigned(Forge f, string algorithm) =>
        $"{Forge.Encode(f.Header(alg: $"\"{algorithm}\""))}.{f.PayloadPart}.";

    private static string Hinted(Forge f, string members) => f.Signed(f.Header(more: members));

    private static string Claiming(Forge f, string claim, string? json) => f.Signed(payload: f.With(claim, json));

    private static string Seconds(Forge f, int offset) =>
        (f.World.Clock.GetUtcNow().ToUnixTimeSeconds() + offset).ToString();

    private static byte[] SignatureOf(Forge f) => SignatureOf(f.Token);

    private static byte[] SignatureOf(string token) => Base64Url.DecodeFromChars(token.Split('.')[2]);

    private static byte[] Point(ECDsa key)
    {
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        return [.. point.X!, .. point.Y!];
    }

    private static string Rsa(Forge f, string algorithm, RSASignaturePadding padding)
    {
        return f.SignedBy(
            content => RsaKey.SignData(content, HashAlgorithmName.SHA256, padding), f.Header(alg: $"\"{algorithm}\""));
    }

    private static string Ecdsa(Forge f, string algorithm, ECCurve curve)
    {
        using ECDsa key = ECDsa.Create(curve);
        return f.SignedBy(
            content => key.SignData(content, HashAlgorithmName.SHA256), f.Header(alg: $"\"{algorithm}\""));
    }

    private static string Embedded(Forge f)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        string x = Base64Url.EncodeToString(point.X);
        string y = Base64Url.EncodeToString(point.Y);
        string jwk = $$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}"}""";
        return f.SignedBy(content => key.SignData(content, HashAlgorithmName.SHA256), f.Header(more: $"\"jwk\":{jwk}"));
    }

    private static string OtherCase(string text) =>
        string.Concat(text.Select(c => char.IsLower(c) ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));

    private static string UnusedBits(Forge f)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return f.Token[..^1] + Alphabet[Alphabet.IndexOf(f.Token[^1]) | 1];
    }

    private static byte[] Sealed(Forge f, string purpose, string issuer) => f.World.Get<IDataProtectionProvider>()
        .CreateProtector("IamAuthorization.SecurityTokens", purpose, issuer).Protect(f.Record());

    private static byte[] Sealed(Forge f, byte[] record) => f.World.Get<IDataProtectionProvider>()
        .CreateProtector("IamAuthorization.SecurityTokens", "BearerSession.v1", TokenWorld.Issuer).Protect(record);

    private static string Altered(Forge f, int index, byte value) => f.Carrying(forge =>
    {
        byte[] record = forge.Record();
        record[index] = value;
        return Sealed(forge, record);
    });
}
