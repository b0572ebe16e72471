using System.Security.Cryptography;
using System.Text;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// The unique id of an entity that was given none, made from its ARN: the same in every process and after every
/// restart. It cannot tell an entity from a later one of the same ARN.
/// </summary>
internal static class DerivedUniqueId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;
    private const int BitsPerByte = 8;

    /// <summary>As long as AWS's own: 4 characters of prefix and 17 of 32 kinds.</summary>
    private const int Length = 17;

    /// <summary>The prefix and the beginning of the ARN's SHA-256 in base 32.</summary>
    public static string Of(string prefix, Arn arn)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(arn.ToString()));
        return prefix + string.Create(Length, hash, static (characters, bytes) =>
        {
            for (int index = 0; index < characters.Length; index++)
            {
                characters[index] = Alphabet[FiveBits(bytes, index * BitsPerCharacter)];
            }
        });
    }

    /// <summary>Whether an id is the one that an ARN makes.</summary>
    public static bool IsOf(string? uniqueId, Arn arn) =>
        uniqueId?.Length > Length && string.Equals(uniqueId, Of(uniqueId[..^Length], arn), StringComparison.Ordinal);

    private static int FiveBits(byte[] bytes, int start)
    {
        int pair = (bytes[start / BitsPerByte] << BitsPerByte) | bytes[(start / BitsPerByte) + 1];
        return (pair >> ((2 * BitsPerByte) - BitsPerCharacter - (start % BitsPerByte))) & (Alphabet.Length - 1);
    }
}
