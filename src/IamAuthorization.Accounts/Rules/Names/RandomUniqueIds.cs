using System.Security.Cryptography;

namespace IamAuthorization.Accounts;

/// <summary>Ids and secrets from the operating system's generator.</summary>
internal sealed class RandomUniqueIds : IUniqueIds
{
    public const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private const int IdLength = 17;
    private const int AccessKeyIdLength = 16;
    private const int SecretByteCount = 30;
    private const int AccountIdLength = 12;

    public string Next(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, IdLength);

    public string NextAccessKeyId() => "AKIA" + RandomNumberGenerator.GetString(Alphabet, AccessKeyIdLength);

    public string NextSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretByteCount));

    public string NextAccountId() =>
        RandomNumberGenerator.GetString("123456789", 1)
            + RandomNumberGenerator.GetString("0123456789", AccountIdLength - 1);

    public byte[] NextBytes(int count) => RandomNumberGenerator.GetBytes(count);
}
