using System.Buffers.Text;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Secrets that must not appear, and the parts of them that would give them away.</summary>
internal sealed class Canaries
{
    /// <summary>Long enough that no other text holds it by chance, short enough to meet a part of a secret.</summary>
    private const int PartLength = 24;

    private readonly HashSet<string> _parts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A token: its signature and its payload, each from both ends. The header is no secret.</summary>
    public void AddToken(string token)
    {
        string[] parts = token.Split('.');
        foreach (string part in parts.Skip(1))
        {
            AddSecret(part);
        }
    }

    public void AddBytes(byte[] bytes)
    {
        AddSecret(Convert.ToBase64String(bytes));
        AddSecret(Base64Url.EncodeToString(bytes));
        AddSecret(Convert.ToHexString(bytes));
        AddSecret(BitConverter.ToString(bytes));
    }

    public void AddSecret(string secret)
    {
        if (secret.Length >= PartLength)
        {
            _parts.Add(secret[^PartLength..]);
            _parts.Add(secret.Substring(secret.Length / 2 - PartLength / 2, PartLength));
        }
    }

    /// <summary>The outputs that hold a canary, shortened.</summary>
    public IEnumerable<string> FoundIn(IEnumerable<string> outputs) =>
        from output in outputs
        where _parts.Any(part => output.Contains(part, StringComparison.OrdinalIgnoreCase))
        select output.Length > 400 ? output[..400] : output;
}
