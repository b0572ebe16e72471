using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Base64url as JWS has it (RFC 7515, section 2), and one form only: no padding, no white space, no bits left over.
/// A lenient reader would take several texts for one token.
/// </summary>
internal static class Base64UrlText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly SearchValues<char> Characters = SearchValues.Create(Alphabet);

    public static bool IsValid(ReadOnlySpan<char> text)
    {
        int rest = text.Length % 4;
        if (rest == 1 || text.ContainsAnyExcept(Characters))
        {
            return false;
        }

        int unusedBits = rest switch
        {
            2 => 0b1111,
            3 => 0b11,
            _ => 0,
        };
        return unusedBits == 0 || (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & unusedBits) == 0;
    }

    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes, out int written)
    {
        written = 0;
        return IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out written);
    }

    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
        return bytes is not null;
    }
}
