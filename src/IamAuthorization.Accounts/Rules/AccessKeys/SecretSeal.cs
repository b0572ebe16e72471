using System.Security.Cryptography;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.DataProtection;

namespace IamAuthorization.Accounts;

/// <summary>Encrypts secrets that must be readable again; each is bound to what it belongs to.</summary>
internal sealed class SecretSeal(IDataProtectionProvider protection)
{
    private const string Purpose = "IamAuthorization.Accounts.v1";

    public string SealKey(string accessKeyId, string secret) => Of("AccessKey", accessKeyId).Protect(secret);

    /// <summary>The secret of a key.</summary>
    /// <exception cref="CryptographicException">It was sealed for something else.</exception>
    public string OpenKey(AccessKey key) => Of("AccessKey", key.Id).Unprotect(key.ProtectedSecret);

    public string SealSeed(Arn serialNumber, byte[] seed) =>
        Convert.ToBase64String(Of("MfaDevice", serialNumber.ToString()).Protect(seed));

    /// <summary>The seed of a device.</summary>
    /// <exception cref="CryptographicException">It was sealed for something else.</exception>
    public byte[] OpenSeed(MfaDevice device) =>
        Of("MfaDevice", device.Arn.ToString()).Unprotect(Convert.FromBase64String(device.ProtectedSeed));

    private IDataProtector Of(string kind, string name) => protection.CreateProtector(Purpose, kind, name);
}
