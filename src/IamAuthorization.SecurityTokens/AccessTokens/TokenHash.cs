using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace IamAuthorization.SecurityTokens;

/// <summary>The SHA-256 of a token: what a cache may keep of it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenHash(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    private const int StackSize = 4_096;

    /// <summary>The hash of an ASCII token of at most <see cref="AccessTokenFormat.LengthMax"/> characters.</summary>
    /// <returns>Whether the token is ASCII.</returns>
    public static bool TryCompute(string token, out TokenHash hash)
    {
        Span<byte> bytes = token.Length <= StackSize ? stackalloc byte[StackSize] : new byte[token.Length];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        bool isAscii = Ascii.FromUtf16(token, bytes, out int written) == System.Buffers.OperationStatus.Done;
        SHA256.HashData(bytes[..written], digest);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(digest);
        hash = new TokenHash(words[0], words[1], words[2], words[3]);
        return isAscii;
    }
}
