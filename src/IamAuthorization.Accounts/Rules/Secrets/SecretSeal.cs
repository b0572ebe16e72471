using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.DataProtection;

namespace IamAuthorization.Accounts;

/// <summary>Encrypts secrets that must be readable again; each is bound to what it belongs to.</summary>
internal sealed class SecretSeal(IDataProtectionProvider protection)
{
    private const string Purpose = "IamAuthorization.Accounts.v1";
    private const int KeyIdLength = 16;

    /// <summary>How Data Protection begins what it encrypts; the id of the key follows.</summary>
    private static readonly byte[] Magic = [0x09, 0xF0, 0xC9, 0xF0];

    public string SealKey(string accessKeyId, string secret) =>
        Base64Url.EncodeToString(OfKey(accessKeyId).Protect(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The secret of a key.</summary>
    /// <exception cref="UnreadableSecretException">It was sealed for something else, or its key is gone.</exception>
    public string OpenKey(AccessKey key) => Encoding.UTF8.GetString(
        Open(NameOf(key), OfKey(key.Id), () => Base64Url.DecodeFromChars(key.ProtectedSecret)));

    public string SealSeed(Arn serialNumber, byte[] seed) =>
        Convert.ToBase64String(OfDevice(serialNumber).Protect(seed));

    /// <summary>The seed of a device.</summary>
    /// <exception cref="UnreadableSecretException">It was sealed for something else, or its key is gone.</exception>
    public byte[] OpenSeed(MfaDevice device) =>
        Open(NameOf(device), OfDevice(device.Arn), () => Convert.FromBase64String(device.ProtectedSeed));

    /// <summary>Whether the secret was sealed with another key than secrets are sealed with now.</summary>
    public bool IsOutdated(AccessKey key) =>
        IsOutdated(OfKey(key.Id), () => Base64Url.DecodeFromChars(key.ProtectedSecret));

    /// <summary>Whether the seed was sealed with another key than secrets are sealed with now.</summary>
    public bool IsOutdated(MfaDevice device) =>
        IsOutdated(OfDevice(device.Arn), () => Convert.FromBase64String(device.ProtectedSeed));

    private static string NameOf(AccessKey key) => $"secret of access key {key.Id}";

    private static string NameOf(MfaDevice device) => $"seed of MFA device {device.Arn}";

    private static byte[] Open(string name, IDataProtector protector, Func<byte[]> read)
    {
        try
        {
            return protector.Unprotect(read());
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            throw new UnreadableSecretException(name, exception);
        }
    }

    private static bool IsOutdated(IDataProtector protector, Func<byte[]> read)
    {
        try
        {
            // WHY no id is outdated, too: what another protector wrote is written anew rather than left.
            ReadOnlySpan<byte> used = KeyIdOf(read());
            return used.IsEmpty || !used.SequenceEqual(KeyIdOf(protector.Protect([])));
        }
        catch (FormatException)
        {
            return true;
        }
    }

    /// <summary>
    /// The id of the key that something was encrypted with; empty where Data Protection did not do it.
    /// <see href="https://learn.microsoft.com/aspnet/core/security/data-protection/implementation/authenticated-encryption-details">
    /// Authenticated encryption details</see>
    /// </summary>
    private static ReadOnlySpan<byte> KeyIdOf(ReadOnlySpan<byte> payload) =>
        payload.Length >= Magic.Length + KeyIdLength && payload.StartsWith(Magic)
            ? payload.Slice(Magic.Length, KeyIdLength)
            : [];

    private IDataProtector OfKey(string accessKeyId) => Of("AccessKey", accessKeyId);

    private IDataProtector OfDevice(Arn serialNumber) => Of("MfaDevice", serialNumber.ToString());

    private IDataProtector Of(string kind, string name) => protection.CreateProtector(Purpose, kind, name);
}
