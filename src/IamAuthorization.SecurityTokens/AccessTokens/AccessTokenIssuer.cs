using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens;

/// <summary>Makes the bearer envelope of a session: a signed JWT that carries the sealed record.</summary>
internal sealed class AccessTokenIssuer(
    SigningKeyRing ring, SessionSeal seal, IOptions<IamSecurityTokenOptions> options)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = AccessTokenFormat.Encoder };

    /// <summary>The token of a session.</summary>
    /// <param name="principal">
    /// A role session with unique id, issue and expiry. The issue counts in whole milliseconds, the expiry in whole
    /// seconds; what is beyond is cut off.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for the key store.</param>
    /// <exception cref="ArgumentException">The principal is no such session.</exception>
    /// <exception cref="SigningKeyException">A stored signing key cannot be used.</exception>
    public async ValueTask<string> IssueAsync(IamPrincipal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var record = new SessionRecord(RandomNumberGenerator.GetBytes(SessionRecord.TokenIdSize), principal);
        byte[] sealedRecord = seal.Seal(record);
        SigningKey key = await ring.GetActiveAsync(cancellationToken);
        return Sign(key, Payload(record, sealedRecord));
    }

    private static string Sign(SigningKey key, ReadOnlySpan<byte> payload)
    {
        string signed = $"{Base64Url.EncodeToString(Header(key))}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static ReadOnlySpan<byte> Header(SigningKey key)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Json);
        json.WriteStartObject();
        json.WriteString("alg"u8, SigningKey.Algorithm);
        json.WriteString("kid"u8, key.KeyId);
        json.WriteString("typ"u8, AccessTokenFormat.Type);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan;
    }

    private ReadOnlySpan<byte> Payload(SessionRecord record, byte[] sealedRecord)
    {
        IamSession session = record.Principal.Session!;
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Json);
        json.WriteStartObject();

        // WHY: the issuer comes first: the scheme that forwards a request peeks at it, and reads no further.
        json.WriteString("iss"u8, options.Value.Issuer);
        json.WriteString("sub"u8, record.Principal.Arn.ToString());
        json.WriteString("aud"u8, options.Value.Audience);
        json.WriteNumber("exp"u8, session.ExpiresAt!.Value.ToUnixTimeSeconds());
        json.WriteNumber("iat"u8, session.IssuedAt!.Value.ToUnixTimeSeconds());
        json.WriteString("jti"u8, Base64Url.EncodeToString(record.TokenId));
        json.WriteString(AccessTokenFormat.SessionClaim, Base64Url.EncodeToString(sealedRecord));
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan;
    }
}
