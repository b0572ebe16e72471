using System.Buffers;
using System.Text.Json;

namespace IamAuthorization.SecurityTokens;

/// <summary>The public keys as JSON Web Key Set (RFC 7517).</summary>
internal sealed class KeySetDocument(SigningKeyRing ring, TimeProvider clock)
{
    /// <summary>The set as JSON: every key that signs, will sign, or has signed tokens that still live.</summary>
    /// <param name="cancellationToken">Ends the wait for the key store.</param>
    /// <exception cref="SigningKeyException">A stored signing key cannot be used.</exception>
    public async ValueTask<byte[]> WriteAsync(CancellationToken cancellationToken)
    {
        SigningKeySet keys = await ring.EnsureLoadedAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        var bytes = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteStartArray("keys"u8);
        foreach (SigningKey key in keys.Keys.Where(key => !keys.IsOver(key, now)))
        {
            Write(json, key);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SigningKey key)
    {
        json.WriteStartObject();
        json.WriteString("kty"u8, "EC"u8);
        json.WriteString("use"u8, "sig"u8);
        json.WriteString("alg"u8, SigningKey.Algorithm);
        json.WriteString("kid"u8, key.KeyId);
        json.WriteString("crv"u8, "P-256"u8);
        json.WriteString("x"u8, key.X);
        json.WriteString("y"u8, key.Y);
        json.WriteEndObject();
    }
}
