using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// The parameters of a token request, read strictly: what two readers could read in two ways is refused (threat H9).
/// </summary>
internal sealed class TokenParameters
{
    /// <summary>RFC 8693 and we name fewer than twenty; unknown ones are ignored, but not without end.</summary>
    public const int CountMax = 50;

    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> _values;

    private TokenParameters(Dictionary<string, string> values) => _values = values;

    /// <summary>A parameter; null when it is missing or empty, which are the same (RFC 6749 §3.2).</summary>
    public string? this[string name] => _values.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    /// <summary>Reads a form-encoded body.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> body,
        [NotNullWhen(true)] out TokenParameters? parameters,
        [NotNullWhen(false)] out TokenError? error)
    {
        parameters = null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (Range range in body.Split((byte)'&'))
        {
            ReadOnlySpan<byte> pair = body[range];
            int equals = pair.IndexOf((byte)'=');
            if (equals <= 0
                || !TryDecode(pair[..equals], out string? name)
                || !TryDecode(pair[(equals + 1)..], out string? value))
            {
                error = TokenError.InvalidRequest("the body is not form-encoded UTF-8: name=value, joined by &");
                return false;
            }

            // WHY regardless of case: some readers of forms do not tell `scope` from `Scope`.
            if (!names.Add(name))
            {
                error = TokenError.InvalidRequest("a parameter is given more than once");
                return false;
            }

            if (names.Count > CountMax)
            {
                error = TokenError.InvalidRequest($"more than {CountMax} parameters");
                return false;
            }

            values.Add(name, value);
        }

        error = null;
        parameters = new TokenParameters(values);
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out string? text)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            int length = DecodeInto(encoded, buffer);
            text = length >= 0 ? StrictUtf8.GetString(buffer, 0, length) : null;
        }
        catch (DecoderFallbackException)
        {
            text = null;
        }
        finally
        {
            // WHY: the pool hands the bytes to the next in the process, and these may be a token.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return text is not null;
    }

    /// <summary>The number of bytes, or -1 when a percent sign is not followed by two hexadecimal digits.</summary>
    private static int DecodeInto(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        int length = 0;
        for (int i = 0; i < encoded.Length; i++)
        {
            byte value = encoded[i] == (byte)'+' ? (byte)' ' : encoded[i];
            if (value == (byte)'%')
            {
                if (i + 2 >= encoded.Length || !TryHex(encoded[i + 1], encoded[i + 2], out value))
                {
                    return -1;
                }

                i += 2;
            }

            decoded[length++] = value;
        }

        return length;
    }

    private static bool TryHex(byte high, byte low, out byte value)
    {
        bool isHex = char.IsAsciiHexDigit((char)high) && char.IsAsciiHexDigit((char)low);
        value = isHex ? (byte)((Digit(high) << 4) | Digit(low)) : (byte)0;
        return isHex;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
