using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IamAuthorization.Accounts;

/// <summary>One-time codes of RFC 6238: SHA-1, 6 digits, steps of 30 seconds.</summary>
internal static class TimeCodes
{
    public const int SeedByteCount = 40;

    private const int StepSeconds = 30;
    private const int Modulus = 1_000_000;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;
    private const int BitsPerByte = 8;

    public static long StepOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    public static string CodeOf(byte[] seed, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(seed, counter, hash);
        int offset = hash[^1] & 0xF;
        int value = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & int.MaxValue;
        return (value % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step of the second of two consecutive codes, newer than a given one, or null.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="code">The first code.</param>
    /// <param name="next">The second code.</param>
    /// <param name="expected">The step to look around.</param>
    /// <param name="window">How many steps before and after may be meant.</param>
    /// <param name="last">The last step that was accepted: neither code may be of it or an older one.</param>
    public static long? FindPair(byte[] seed, string code, string next, long expected, int window, long last)
    {
        long? found = null;
        for (long step = expected - window; step <= expected + window; step++)
        {
            bool isPair = Same(CodeOf(seed, step), code) & Same(CodeOf(seed, step + 1), next);
            if (isPair && step > last)
            {
                found ??= step + 1;
            }
        }

        return found;
    }

    public static string ToBase32(byte[] bytes)
    {
        var text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        foreach (byte one in bytes)
        {
            buffer = (buffer << BitsPerByte) | one;
            bits += BitsPerByte;
            while (bits >= BitsPerCharacter)
            {
                bits -= BitsPerCharacter;
                text.Append(Alphabet[(buffer >> bits) & (Alphabet.Length - 1)]);
            }

            buffer &= (1 << bits) - 1;
        }

        return text.ToString();
    }

    private static bool Same(string left, string right) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
