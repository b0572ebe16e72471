using System.Globalization;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.2 to §3.6: where the spellings of numbers, dates, bytes and addresses end.</summary>
public sealed class ValueTextTests
{
    private const string Nines18 = "999999999999999999";
    private const string Digits28 = "1234567890123456789012345678";

    [Theory]
    [InlineData("0001-01-01", "-62135596800")]
    [InlineData("0000-01-01", null)]
    [InlineData("9999-12-31", "253402214400")]
    [InlineData("2026-01-01", "1767225600")]
    [InlineData("2026-12-31", "1798675200")]
    [InlineData("2026-05-31", "1780185600")]
    [InlineData("2026-05-00", null)]
    [InlineData("2026-06-31", null)]
    [InlineData("2026-05-", null)]
    [InlineData("2026-", null)]
    [InlineData("2026-5", null)]
    [InlineData("202605", "202605")]
    [InlineData("2026x05", null)]
    [InlineData("2026-05x04", null)]
    [InlineData("2026-05-4", null)]
    [InlineData("2026-05-04x", null)]
    [InlineData("226-05-04", null)]
    [InlineData("1970-01-01T00:00Z", "0")]
    [InlineData("1970-01-01T23:59:59Z", "86399")]
    [InlineData("1970-01-01T01:02:03Z", "3723")]
    [InlineData("1970-01-01T", null)]
    [InlineData("1970-01-01x00:00Z", null)]
    [InlineData("1970-01-01T1:00Z", null)]
    [InlineData("1970-01-01T00x00Z", null)]
    [InlineData("1970-01-01T00:0Z", null)]
    [InlineData("1970-01-01T00:00:Z", null)]
    [InlineData("1970-01-01T00:00:0Z", null)]
    [InlineData("1970-01-01T00:00:00Zx", null)]
    [InlineData("1970-01-01T00:00:00z", null)]
    [InlineData("1970-01T00:00Z", null)]
    [InlineData("1970-01-01T00:00:00.5Z", "0.5")]
    [InlineData("1970-01-01T00:00:59.25Z", "59.25")]
    [InlineData("1970-01-01T00:00:00.0000000000000001Z", "0.0000000000000001")]
    [InlineData("1970-01-01T00:00:00.00000000000000001Z", null)]
    [InlineData("1970-01-01T00:00:00.5", null)]
    [InlineData("1970-01-01T00:00.5Z", null)]
    [InlineData("1970-01-01T00:00+00:00", "0")]
    [InlineData("1970-01-01T00:00-00:00", "0")]
    [InlineData("1970-01-01T00:00+01:30", "-5400")]
    [InlineData("1970-01-01T00:00-01:30", "5400")]
    [InlineData("1970-01-01T00:00+14:00", "-50400")]
    [InlineData("1970-01-01T00:00-14:59", "53940")]
    [InlineData("1970-01-01T00:00+15:00", null)]
    [InlineData("1970-01-01T00:00+00:60", null)]
    [InlineData("1970-01-01T00:00+01", null)]
    [InlineData("1970-01-01T00:00+1:00", null)]
    [InlineData("1970-01-01T00:00+0100", null)]
    [InlineData("1970-01-01T00:00+01x00", null)]
    [InlineData("1970-01-01T00:00+01:00x", null)]
    [InlineData("1970-01-01T00:00x01:00", null)]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", null)]
    [InlineData("", null)]
    public void C23_Date_IsItsEpochSecondOrNone(string text, string? seconds)
    {
        bool isDate = InstantText.TryParse(text, out decimal read);

        Assert.Equal(seconds, isDate ? read.ToString("0.################", CultureInfo.InvariantCulture) : null);
    }

    [Theory]
    [InlineData(Nines18, Nines18)]
    [InlineData("1" + Nines18, "1" + Nines18)]
    [InlineData("0000000000000000000000000000000000000000000000001", "1")]
    [InlineData(Digits28, Digits28)]
    [InlineData("-" + Digits28, "-" + Digits28)]
    [InlineData(Digits28 + "9", null)]
    [InlineData(Digits28 + ".1", null)]
    [InlineData(Digits28 + ".000", Digits28)]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("0.00000000000000000000000000001", null)]
    [InlineData("+5", "5")]
    [InlineData("-5", "-5")]
    [InlineData("+-5", null)]
    [InlineData("5+", null)]
    [InlineData("5.25", "5.25")]
    [InlineData("5.", null)]
    [InlineData(".5", null)]
    [InlineData("5.5.5", null)]
    [InlineData("x.5", null)]
    [InlineData("5.x", null)]
    [InlineData("x", null)]
    [InlineData("+", null)]
    [InlineData("", null)]
    public void C21_Number_IsExactOrNone(string text, string? number)
    {
        bool isNumber = DecimalText.TryParse(text, out decimal read);
        string shown = read.ToString("0.#############################", CultureInfo.InvariantCulture);

        Assert.Equal(number, isNumber ? shown : null);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("AQID", true)]
    [InlineData("AQI=", true)]
    [InlineData("AQ==", true)]
    [InlineData("AR==", false)]
    [InlineData("AQJ=", false)]
    [InlineData("AQ=", false)]
    [InlineData("A===", false)]
    [InlineData("AQID    ", false)]
    [InlineData("AQID\t\t\t\t", false)]
    [InlineData("AQID\r\r\r\r", false)]
    [InlineData("AQID\n\n\n\n", false)]
    public void C35_Base64_HasOneSpelling(string text, bool isBytes) =>
        Assert.Equal(isBytes, Base64Text.Decode(text) is not null);

    [Theory]
    [InlineData("0.0.0.0", "0.0.0.0", Answer.True)]
    [InlineData("255.255.255.255", "255.255.255.255", Answer.True)]
    [InlineData("1.2.3.4", "4.3.2.1", Answer.False)]
    [InlineData("1.2.3.4/0", "9.9.9.9", Answer.True)]
    [InlineData("1.2.3.4/00", "1.2.3.4", Answer.Unknown)]
    [InlineData("1.2.3.4/032", "1.2.3.4", Answer.Unknown)]
    [InlineData("1.2.3.4/1000", "1.2.3.4", Answer.Unknown)]
    [InlineData("1.2.3.4/2x", "1.2.3.4", Answer.Unknown)]
    [InlineData("1.2.3.4/24/8", "1.2.3.4", Answer.Unknown)]
    [InlineData("/24", "1.2.3.4", Answer.Unknown)]
    [InlineData("1.2.3.4", "1..3.4", Answer.Unknown)]
    [InlineData("1.2.3.4", ".2.3.4", Answer.Unknown)]
    [InlineData("1.2.3.4", "00.2.3.4", Answer.Unknown)]
    [InlineData("1.2.3.4", "1.2.3.4.", Answer.Unknown)]
    [InlineData("1.2.3.4", "1.2.3.a", Answer.Unknown)]
    [InlineData("1.2.3.4", "1.2.3.4294967300", Answer.Unknown)]
    [InlineData("::", "0:0:0:0:0:0:0:0", Answer.True)]
    [InlineData("::/128", "::1", Answer.False)]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8", Answer.True)]
    [InlineData("1:2:3:4:5:6:7:8", "8:7:6:5:4:3:2:1", Answer.False)]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", Answer.Unknown)]
    [InlineData("1::8", "1:0:0:0:0:0:0:8", Answer.True)]
    [InlineData("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", Answer.True)]
    [InlineData("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8", Answer.True)]
    [InlineData("::", "1::2:3:4:5:6:7:8", Answer.Unknown)]
    [InlineData("::", "1:2:3:4:5:6:7:8::", Answer.Unknown)]
    [InlineData("::", ":1", Answer.Unknown)]
    [InlineData("::", "1:", Answer.Unknown)]
    [InlineData("::", ":::", Answer.Unknown)]
    [InlineData("::", "1::2:", Answer.Unknown)]
    [InlineData("::", ":1::", Answer.Unknown)]
    [InlineData("::", "1:::2", Answer.Unknown)]
    [InlineData("::", "g::", Answer.Unknown)]
    [InlineData("::", "::00001", Answer.Unknown)]
    [InlineData("ABCD::EF09", "abcd::ef09", Answer.True)]
    [InlineData("abcd::", "abce::", Answer.False)]
    [InlineData("::ffff", "::ffff", Answer.True)]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304", Answer.True)]
    [InlineData("1::1.2.3.4", "1::102:304", Answer.True)]
    [InlineData("::", "1:2:3:4:5:6:7:1.2.3.4", Answer.Unknown)]
    [InlineData("::", "1:2:3:4:5:1.2.3.4", Answer.Unknown)]
    [InlineData("::", "1.2.3.4::", Answer.Unknown)]
    [InlineData("::", "1::1.2.3.4:5", Answer.Unknown)]
    [InlineData("::", "1::1.2.3.256", Answer.Unknown)]
    [InlineData("::fffe:1.2.3.4", "1.2.3.4", Answer.False)]
    [InlineData("1::ffff:1.2.3.4", "1.2.3.4", Answer.False)]
    [InlineData("::ffff:1.2.3.4", "1.2.3.4", Answer.True)]
    [InlineData("::ffff:1.2.3.4", "1.2.3.5", Answer.False)]
    [InlineData("::ffff:1.2.3.4/96", "9.9.9.9", Answer.True)]
    [InlineData("::ffff:1.2.3.4/95", "1.2.3.4", Answer.Unknown)]
    [InlineData("::ffff:1.2.3.4/129", "1.2.3.4", Answer.Unknown)]
    [InlineData("fe80::1", "fe80::1%", Answer.True)]
    [InlineData("fe80::1", "fe80::1%eth0:1", Answer.True)]
    [InlineData("fe80::1", "%fe80::1", Answer.Unknown)]
    [InlineData("fe80::1%eth0", "fe80::1", Answer.Unknown)]
    public void C25_To_C29_Address_IsReadStrictly(string policy, string given, Answer answer) =>
        Assert.Equal(answer, Of("IpAddress", policy, given));

    [Theory]
    [InlineData("1.2.3.0/24", false)]
    [InlineData("1.2.3.4/24", true)]
    [InlineData("1.2.3.4", false)]
    [InlineData("2001:db8::/32", false)]
    [InlineData("2001:db8::1/32", true)]
    public void C26_HostBits_AreNoticed(string text, bool hasHostBits)
    {
        Assert.True(IpAddressRange.TryParseRange(text, out IpAddressRange range));
        Assert.Equal(hasHostBits, range.HasHostBits);
    }
}
