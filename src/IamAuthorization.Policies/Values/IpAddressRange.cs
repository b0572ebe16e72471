using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace IamAuthorization.Policies;

/// <summary>
/// An IP address or CIDR range, read strictly: IPv4 as four decimal parts without leading zeros (C-29), IPv4-mapped
/// IPv6 as IPv4 (C-28), a bare address as a range of one (C-25), host bits ignored (C-26).
/// </summary>
internal readonly record struct IpAddressRange
{
    private const int BitsV4 = 32;
    private const int BitsV6 = 128;
    private const int MappedPrefixBits = 96;

    private readonly UInt128 _network;
    private readonly UInt128 _mask;

    private IpAddressRange(UInt128 address, int prefixLength, bool isV6)
    {
        int hostBits = (isV6 ? BitsV6 : BitsV4) - prefixLength;
        _mask = hostBits == BitsV6 ? UInt128.Zero : UInt128.MaxValue << hostBits;
        _network = address & _mask;
        IsV6 = isV6;
        HasHostBits = address != _network;
    }

    /// <summary>Whether this is an IPv6 range.</summary>
    public bool IsV6 { get; }

    /// <summary>Whether bits after the prefix were set in the text, for the lint of C-26.</summary>
    public bool HasHostBits { get; }

    /// <summary>C-27: whether the address is of the same family and inside.</summary>
    public bool Contains(in IpAddressRange address) =>
        IsV6 == address.IsV6 && (address._network & _mask) == _network;

    /// <summary>Reads an address or a range of a policy: no zone.</summary>
    public static bool TryParseRange(ReadOnlySpan<char> text, out IpAddressRange range)
    {
        range = default;
        int slash = text.IndexOf('/');
        ReadOnlySpan<char> addressText = slash < 0 ? text : text[..slash];
        if (!TryParseBits(addressText, out UInt128 address, out bool isV6, out bool isMapped))
        {
            return false;
        }

        int bits = isMapped || isV6 ? BitsV6 : BitsV4;
        int prefix = bits;
        if (slash >= 0 && !TryParsePrefix(text[(slash + 1)..], bits, out prefix))
        {
            return false;
        }

        if (isMapped)
        {
            if (prefix < MappedPrefixBits)
            {
                return false;
            }

            prefix -= MappedPrefixBits;
        }

        range = new IpAddressRange(address, prefix, isV6);
        return true;
    }

    /// <summary>Reads an address of a request; a zone id is dropped (C-28).</summary>
    public static bool TryParseAddress(ReadOnlySpan<char> text, out IpAddressRange address)
    {
        if (TryParseV4(text, out uint v4))
        {
            address = new IpAddressRange(v4, BitsV4, isV6: false);
            return true;
        }

        address = default;
        int zone = text.IndexOf('%');
        if (zone >= 0)
        {
            text = text[..zone];
            if (!text.Contains(':'))
            {
                return false;
            }
        }

        if (!TryParseBits(text, out UInt128 bits, out bool isV6, out _))
        {
            return false;
        }

        address = new IpAddressRange(bits, isV6 ? BitsV6 : BitsV4, isV6);
        return true;
    }

    /// <summary>The range of one address.</summary>
    public static IpAddressRange Of(IPAddress ipAddress)
    {
        Span<byte> bytes = stackalloc byte[16];
        ipAddress.TryWriteBytes(bytes, out int length);
        UInt128 bits = UInt128.Zero;
        foreach (byte octet in bytes[..length])
        {
            bits = (bits << 8) | octet;
        }

        bool isV4 = ipAddress.AddressFamily == AddressFamily.InterNetwork || IsMapped(bits);
        return isV4
            ? new IpAddressRange(bits & uint.MaxValue, BitsV4, isV6: false)
            : new IpAddressRange(bits, BitsV6, isV6: true);
    }

    private static bool IsMapped(UInt128 bits) => bits >> BitsV4 == 0xFFFF;

    private static bool TryParsePrefix(ReadOnlySpan<char> text, int bits, out int prefix)
    {
        prefix = 0;
        bool isPlain = text.Length is >= 1 and <= 3 && AsciiDigits.AreAll(text)
            && (text.Length == 1 || text[0] != '0');
        if (!isPlain)
        {
            return false;
        }

        prefix = int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        return prefix <= bits;
    }

    private static bool TryParseBits(ReadOnlySpan<char> text, out UInt128 bits, out bool isV6, out bool isMapped)
    {
        isMapped = false;
        isV6 = text.Contains(':');
        if (!isV6)
        {
            bool isV4 = TryParseV4(text, out uint v4);
            bits = v4;
            return isV4;
        }

        if (!TryParseV6(text, out bits))
        {
            return false;
        }

        if (IsMapped(bits))
        {
            isMapped = true;
            isV6 = false;
            bits &= uint.MaxValue;
        }

        return true;
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        int parts = 0;
        int digits = 0;
        uint part = 0;
        foreach (char character in text)
        {
            if (character == '.')
            {
                if (digits == 0 || ++parts > 3)
                {
                    return false;
                }

                address = (address << 8) | part;
                part = 0;
                digits = 0;
                continue;
            }

            bool hasLeadingZero = digits == 1 && part == 0;
            if (!char.IsAsciiDigit(character) || hasLeadingZero)
            {
                return false;
            }

            part = (part * 10) + (uint)(character - '0');
            digits++;
            if (part > 255)
            {
                return false;
            }
        }

        address = (address << 8) | part;
        return parts == 3 && digits > 0;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out UInt128 address)
    {
        const int Groups = 8;
        Span<ushort> groups = stackalloc ushort[Groups];
        address = UInt128.Zero;
        int gap = text.IndexOf("::");
        int head = ParseGroups(gap < 0 ? text : text[..gap], groups, isLast: gap < 0);
        if (head < 0 || (gap < 0 && head < Groups))
        {
            return false;
        }

        if (gap >= 0)
        {
            Span<ushort> tail = stackalloc ushort[Groups];
            int tailCount = ParseGroups(text[(gap + 2)..], tail, isLast: true);
            if (tailCount < 0 || head + tailCount >= Groups)
            {
                return false;
            }

            groups[head..].Clear();
            tail[..tailCount].CopyTo(groups[^tailCount..]);
        }

        foreach (ushort group in groups)
        {
            address = (address << 16) | group;
        }

        return true;
    }

    /// <summary>The number of 16-bit groups read, or -1. An IPv4 tail counts as two and may only come last.</summary>
    private static int ParseGroups(ReadOnlySpan<char> text, Span<ushort> groups, bool isLast)
    {
        int count = 0;
        while (!text.IsEmpty)
        {
            int colon = text.IndexOf(':');
            ReadOnlySpan<char> group = colon < 0 ? text : text[..colon];
            bool endsInColon = colon == text.Length - 1;
            if (endsInColon || count == groups.Length)
            {
                return -1;
            }

            if (colon < 0 && isLast && group.Contains('.'))
            {
                if (count > groups.Length - 2 || !TryParseV4(group, out uint v4))
                {
                    return -1;
                }

                groups[count] = (ushort)(v4 >> 16);
                groups[count + 1] = (ushort)v4;
                return count + 2;
            }

            if (!TryParseGroup(group, out groups[count]))
            {
                return -1;
            }

            count++;
            text = colon < 0 ? [] : text[(colon + 1)..];
        }

        return count;
    }

    private static bool TryParseGroup(ReadOnlySpan<char> text, out ushort group)
    {
        group = 0;
        if (text.Length is < 1 or > 4)
        {
            return false;
        }

        foreach (char character in text)
        {
            if (!char.IsAsciiHexDigit(character))
            {
                return false;
            }

            group = (ushort)((group << 4) | HexValue(character));
        }

        return true;
    }

    private static int HexValue(char character) =>
        char.IsAsciiDigit(character) ? character - '0' : (character | 0x20) - 'a' + 10;
}
