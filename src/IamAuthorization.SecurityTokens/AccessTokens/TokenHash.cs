using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace IamAuthorization.SecurityTokens;

/// <summary>The SHA-256 of a token: what a cache may keep of it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenHash(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    /// <summary>More than a token has without session policies; what is on the stack is cleared first.</summary>
    private const int StackSize = 1_024;

    /// <summary>The hash of an ASCII token of at most <see cref="AccessTokenFormat.LengthMax"/> characters.</summary>
    /// <returns>Whether the token is ASCII.</returns>
    public static bool TryCompute(ReadOnlySpan<char> token, out TokenHash hash)
    {
        Span<byte> bytes = token.Length <= StackSize ? stackalloc byte[StackSize] : new byte[token.Length];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        bool isAscii = Ascii.FromUtf16(token, bytes, out int written) == System.Buffers.OperationStatus.Done;
        SHA256.HashData(bytes[..written], digest);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(digest);
        hash = new TokenHash(words[0], words[1], words[2], words[3]);
        return isAscii;
    }

    public bool Equals(TokenHash other) =>
        First == other.First && Second == other.Second && Third == other.Third && Fourth == other.Fourth;

    /// <summary>A part of the hash: only those of tokens that we signed are kept, and nobody chooses them.</summary>
    public override int GetHashCode() => (int)First;
}
