using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Makes signing keys and seals them for the store. The seal holds the times too: whoever can write to the store, but
/// not read Data Protection's keys, can take a key away but not bring an old one back to signing.
/// </summary>
internal sealed class SigningKeySeal(IDataProtectionProvider protection, IOptions<IamSecurityTokenOptions> options)
{
    private const int KeyIdLength = 43;
    private const byte Version = 1;
    private const int HeaderSize = 1 + (2 * sizeof(long));

    private static readonly SearchValues<char> KeyIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly IDataProtector _protector = protection.CreateProtector(
        SealPurposes.Root, SealPurposes.SigningKey, options.Value.Issuer);

    public static bool IsKeyId(ReadOnlySpan<char> text) =>
        text.Length == KeyIdLength && !text.ContainsAnyExcept(KeyIdCharacters);

    /// <summary>A new key on P-256 with its sealed form.</summary>
    public StoredSigningKey Create(DateTimeOffset createdAt, DateTimeOffset activatesAt)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] privateKey = key.ExportPkcs8PrivateKey();
        byte[] content = new byte[HeaderSize + privateKey.Length];
        try
        {
            WriteHeader(content, createdAt, activatesAt);
            privateKey.CopyTo(content.AsSpan(HeaderSize));
            return new StoredSigningKey
            {
                KeyId = Thumbprint(key),
                CreatedAt = createdAt,
                ActivatesAt = activatesAt,
                ProtectedKey = Base64Url.EncodeToString(_protector.Protect(content)),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(privateKey);
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <exception cref="SigningKeyException">The key was sealed by somebody else, or is not what it says.</exception>
    public SigningKey Open(StoredSigningKey stored)
    {
        byte[] content = [];
        ECDsa? key = null;
        try
        {
            content = _protector.Unprotect(Base64Url.DecodeFromChars(stored.ProtectedKey));
            key = ReadKey(stored, content);
            SigningKey opened = new(stored, key);
            key = null;
            return opened;
        }
        catch (Exception cause) when (cause is CryptographicException or FormatException)
        {
            throw new SigningKeyException(
                $"The signing key {stored} cannot be opened: it was sealed with other Data Protection keys, for "
                + "another application name or issuer, or was changed.",
                "Restore the Data Protection key ring and the settings the key was sealed with, or remove the key "
                + "from the store knowing that the sessions it signed end.",
                cause);
        }
        finally
        {
            key?.Dispose();
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>The thumbprint of the public key as RFC 7638 has it.</summary>
    internal static string Thumbprint(ECDsa key)
    {
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        string x = Base64Url.EncodeToString(point.X);
        string y = Base64Url.EncodeToString(point.Y);
        string members = $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(members)));
    }

    private static ECDsa ReadKey(StoredSigningKey stored, byte[] content)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        WriteHeader(header, stored.CreatedAt, stored.ActivatesAt);
        if (content.Length <= HeaderSize
            || !CryptographicOperations.FixedTimeEquals(content.AsSpan(0, HeaderSize), header))
        {
            throw new FormatException("The version or the times are not those that were sealed.");
        }

        ECDsa key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(content.AsSpan(HeaderSize), out int read);
        bool isWhole = read == content.Length - HeaderSize && key.KeySize == 256 && Thumbprint(key) == stored.KeyId;
        if (!isWhole)
        {
            key.Dispose();
            throw new FormatException("The key is not the one its id names.");
        }

        return key;
    }

    private static void WriteHeader(Span<byte> header, DateTimeOffset createdAt, DateTimeOffset activatesAt)
    {
        header[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(header[1..], createdAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(header[(1 + sizeof(long))..], activatesAt.ToUnixTimeMilliseconds());
    }
}
