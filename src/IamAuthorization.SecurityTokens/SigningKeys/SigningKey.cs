using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IamAuthorization.SecurityTokens;

/// <summary>A key pair of the ring, ready to sign and to verify. Immutable.</summary>
internal sealed class SigningKey
{
    /// <summary>The one algorithm of our tokens: ECDSA on P-256 with SHA-256.</summary>
    public const string Algorithm = SecurityAlgorithms.EcdsaSha256;

    public SigningKey(StoredSigningKey stored, ECDsa key)
    {
        Stored = stored;
        VerificationKey = new ECDsaSecurityKey(key) { KeyId = stored.KeyId };
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        X = Base64UrlEncoder.Encode(point.X);
        Y = Base64UrlEncoder.Encode(point.Y);
    }

    public StoredSigningKey Stored { get; }

    public string KeyId => Stored.KeyId;

    public DateTimeOffset ActivatesAt => Stored.ActivatesAt;

    public ECDsaSecurityKey VerificationKey { get; }

    /// <summary>The public point's coordinates in base64url.</summary>
    public string X { get; }

    public string Y { get; }

    /// <summary>The signature as JWS has it: r and s, 32 bytes each.</summary>
    public byte[] Sign(ReadOnlySpan<byte> content) => VerificationKey.ECDsa.SignData(
        content, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
