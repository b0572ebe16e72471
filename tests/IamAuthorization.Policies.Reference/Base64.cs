namespace IamAuthorization.Policies.Reference;

/// <summary>conditions.md §3.5: strict RFC 4648 base64 with padding.</summary>
internal static class Base64
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>The bytes; null when the text is none.</summary>
    public static byte[]? Decode(string text)
    {
        string digits = text.TrimEnd('=');
        int padding = text.Length - digits.Length;
        if (text.Length % 4 != 0 || padding > 2 || !digits.All(Alphabet.Contains))
        {
            return null;
        }

        var bytes = new List<byte>();
        int bits = 0;
        int count = 0;
        foreach (char digit in digits)
        {
            bits = (bits << 6) | Alphabet.IndexOf(digit, StringComparison.Ordinal);
            count += 6;
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        // Bits that belong to no byte must be zero, else two texts would mean the same bytes.
        return bits == 0 ? [.. bytes] : null;
    }
}
