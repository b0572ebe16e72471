using System.Buffers.Text;

namespace IamAuthorization.Policies;

/// <summary>Strict RFC 4648 base64 with padding and without white space (conditions §3.5).</summary>
internal static class Base64Text
{
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length % 4 == 0 && !HasWhiteSpace(text) && Base64.IsValid(text);

    /// <summary>Decodes a policy value; null when it is not base64.</summary>
    public static byte[]? Decode(string text)
    {
        if (!IsValid(text))
        {
            return null;
        }

        // WHY: the canonical check refuses unused bits that are not zero, so that equal bytes have one spelling.
        byte[] bytes = Convert.FromBase64String(text);
        return string.Equals(Convert.ToBase64String(bytes), text, StringComparison.Ordinal) ? bytes : null;
    }

    private static bool HasWhiteSpace(ReadOnlySpan<char> text) => text.IndexOfAny(" \t\r\n") >= 0;
}
