using System.Globalization;

namespace IamAuthorization.Policies.Reference;

/// <summary>conditions.md §3.6.</summary>
internal static class Addresses
{
    private const int BitsOfV4 = 32;
    private const int BitsOfV6 = 128;
    private const int BitsOfMapped = 96;

    /// <summary>Whether the request's address lies in the range of the policy.</summary>
    public static Truth Match(string value, string wanted)
    {
        string? range = wanted.Contains('%', StringComparison.Ordinal) ? null : wanted;
        if (Address(WithoutZone(value)) is not { } address || Range(range) is not var (network, prefix))
        {
            return Truth.Unknown;
        }

        // C-27: another family is no match.
        bool isInside = address.Length == network.Length
            && address.Take(prefix).SequenceEqual(network.Take(prefix));
        return Truths.Of(isInside);
    }

    /// <summary>C-28: <c>fe80::1%eth0</c> without its zone; only IPv6 has zones.</summary>
    private static string WithoutZone(string text)
    {
        int percent = text.IndexOf('%', StringComparison.Ordinal);
        bool isV6 = text.Contains(':', StringComparison.Ordinal);
        bool hasZone = isV6 && percent > 0 && percent < text.Length - 1;
        return hasZone ? text[..percent] : text;
    }

    /// <summary>C-25, C-26, C-30: an address and how many of its bits count.</summary>
    private static (bool[] Network, int Prefix)? Range(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string[] parts = text.Split('/');
        bool[]? written = parts.Length <= 2 ? Bits(parts[0]) : null;
        if (written is null)
        {
            return null;
        }

        int prefix = written.Length;
        if (parts.Length == 2)
        {
            bool isNumber = IsPlainNumber(parts[1]);
            prefix = isNumber ? int.Parse(parts[1], CultureInfo.InvariantCulture) : int.MaxValue;
        }

        if (prefix > written.Length)
        {
            return null;
        }

        // C-28: a mapped range is one of IPv4, prefix − 96; there is none below zero.
        if (IsMapped(written))
        {
            return prefix < BitsOfMapped ? null : (written[BitsOfMapped..], prefix - BitsOfMapped);
        }

        return (written, prefix);
    }

    /// <summary>C-28: the bits of a request's address; a mapped one is its IPv4 address.</summary>
    private static bool[]? Address(string text) =>
        Bits(text) is { } bits ? IsMapped(bits) ? bits[BitsOfMapped..] : bits : null;

    private static bool IsMapped(bool[] bits) =>
        bits.Length == BitsOfV6 && !bits.Take(80).Contains(true) && !bits.Take(80..BitsOfMapped).Contains(false);

    private static bool[]? Bits(string text) =>
        text.Contains(':', StringComparison.Ordinal) ? BitsOfSix(text) : BitsOfFour(text);

    /// <summary>C-29: four decimal parts without leading zeros.</summary>
    private static bool[]? BitsOfFour(string text)
    {
        string[] parts = text.Split('.');
        var bits = new List<bool>();
        foreach (string part in parts)
        {
            int number = IsPlainNumber(part) ? int.Parse(part, CultureInfo.InvariantCulture) : int.MaxValue;
            if (number > byte.MaxValue)
            {
                return null;
            }

            Append(bits, number, count: 8);
        }

        return bits.Count == BitsOfV4 ? [.. bits] : null;
    }

    private static bool IsPlainNumber(string text) =>
        text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && (text == "0" || text[0] != '0');

    /// <summary>RFC 4291 §2.2: eight groups, one run of zeros as <c>::</c>, the last two as IPv4.</summary>
    private static bool[]? BitsOfSix(string text)
    {
        string[] halves = text.Split("::");
        if (halves.Length > 2)
        {
            return null;
        }

        List<bool>? head = Groups(halves[0], mayEndInV4: halves.Length == 1);
        List<bool>? tail = halves.Length == 2 ? Groups(halves[1], mayEndInV4: true) : [];
        if (head is null || tail is null)
        {
            return null;
        }

        int missing = BitsOfV6 - head.Count - tail.Count;
        bool isWhole = halves.Length == 2 ? missing >= 16 : missing == 0;
        return isWhole ? [.. head, .. new bool[missing], .. tail] : null;
    }

    private static List<bool>? Groups(string text, bool mayEndInV4)
    {
        var bits = new List<bool>();
        if (text.Length == 0)
        {
            return bits;
        }

        string[] groups = text.Split(':');
        for (int index = 0; index < groups.Length; index++)
        {
            string group = groups[index];
            if (mayEndInV4 && index == groups.Length - 1 && BitsOfFour(group) is { } four)
            {
                bits.AddRange(four);
            }
            else if (group.Length is > 0 and <= 4 && group.All(char.IsAsciiHexDigit))
            {
                Append(bits, int.Parse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 16);
            }
            else
            {
                return null;
            }
        }

        return bits;
    }

    private static void Append(List<bool> bits, int number, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            bits.Add(((number >> bit) & 1) == 1);
        }
    }
}
