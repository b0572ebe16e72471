using System.Text;
using System.Text.Json;

namespace IamAuthorization.EntityFrameworkCore.Tests.Secrets;

/// <summary>A secret that must be nowhere, whatever it was turned into on the way.</summary>
internal sealed class Canary
{
    public Canary(string name, string text, byte[]? decoded = null)
    {
        Name = name;
        Encodings = [.. OfText(text), .. OfBytes(Encoding.UTF8.GetBytes(text))];
        if (decoded is not null)
        {
            Encodings = [.. Encodings, .. OfBytes(decoded).Select(one => ($"decoded, {one.Name}", one.Bytes))];
        }
    }

    public string Name { get; }

    public IReadOnlyList<(string Name, byte[] Bytes)> Encodings { get; }

    /// <summary>Where it is found, and in which encoding; empty when it is nowhere.</summary>
    public IEnumerable<string> FindIn(IEnumerable<(string Name, byte[] Bytes)> dump) =>
        from part in dump
        from encoding in Encodings
        where part.Bytes.AsSpan().IndexOf(encoding.Bytes) >= 0
        select $"{Name}, {encoding.Name}, in {part.Name}";

    private static IEnumerable<(string Name, byte[] Bytes)> OfText(string text)
    {
        yield return ("UTF-16", Encoding.Unicode.GetBytes(text));
        yield return ("UTF-16, big-endian", Encoding.BigEndianUnicode.GetBytes(text));
        yield return ("JSON", JsonEncodedText.Encode(text).EncodedUtf8Bytes.ToArray());
        yield return ("percent-encoded", Encoding.ASCII.GetBytes(Uri.EscapeDataString(text)));
        yield return ("reversed", Encoding.UTF8.GetBytes([.. text.Reverse()]));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> OfBytes(byte[] bytes)
    {
        yield return ("as it is", bytes);
        yield return ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(bytes)));
        yield return ("hex, upper case", Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
        for (int before = 0; before < 3; before++)
        {
            string base64 = Base64After(before, bytes);
            yield return ($"base64 after {before}", Encoding.ASCII.GetBytes(base64));
            yield return (
                $"base64url after {before}", Encoding.ASCII.GetBytes(base64.Replace('+', '-').Replace('/', '_')));
        }
    }

    /// <summary>The characters that are the same whatever stands before, so many bytes, and behind.</summary>
    private static string Base64After(int before, byte[] bytes)
    {
        const int BitsPerByte = 8;
        const int BitsPerCharacter = 6;
        string text = Convert.ToBase64String([.. new byte[before], .. bytes]);
        int first = ((before * BitsPerByte) + BitsPerCharacter - 1) / BitsPerCharacter;
        int end = (before + bytes.Length) * BitsPerByte / BitsPerCharacter;
        return text[first..end];
    }
}
