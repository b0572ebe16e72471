using System.Net;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.6.</summary>
public sealed class IpAddressOperatorTests
{
    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.0", Answer.True)]
    [InlineData("203.0.113.0/24", "203.0.113.255", Answer.True)]
    [InlineData("203.0.113.0/24", "203.0.114.0", Answer.False)]
    [InlineData("203.0.113.7", "203.0.113.7", Answer.True)]
    [InlineData("203.0.113.7", "203.0.113.8", Answer.False)]
    [InlineData("203.0.113.7/24", "203.0.113.99", Answer.True)]
    [InlineData("203.0.113.7/32", "203.0.113.7", Answer.True)]
    [InlineData("0.0.0.0/0", "198.51.100.1", Answer.True)]
    [InlineData("0.0.0.0/0", "2001:db8::1", Answer.False)]
    [InlineData("::/0", "2001:db8::1", Answer.True)]
    [InlineData("::/0", "198.51.100.1", Answer.False)]
    [InlineData("2001:DB8:1234:5678::/64", "2001:db8:1234:5678:ffff::1", Answer.True)]
    [InlineData("2001:DB8:1234:5678::/64", "2001:db8:1234:5679::1", Answer.False)]
    [InlineData("2001:db8::1", "2001:db8::1", Answer.True)]
    [InlineData("2001:db8::1", "2001:db8::2", Answer.False)]
    [InlineData("2001:db8::1", "2001:0db8:0:0:0:0:0:1", Answer.True)]
    [InlineData("203.0.113.0/24", "::ffff:203.0.113.7", Answer.True)]
    [InlineData("::ffff:203.0.113.0/120", "203.0.113.7", Answer.True)]
    [InlineData("::ffff:203.0.113.0/120", "203.0.114.7", Answer.False)]
    [InlineData("fe80::/10", "fe80::1%eth0", Answer.True)]
    [InlineData("128.0.0.0/1", "127.255.255.255", Answer.False)]
    public void C25_To_C30_Range_Address_IsInsideOrNot(string policy, string given, Answer answer)
    {
        Assert.Equal(answer, Of("IpAddress", policy, given));
        Assert.Equal(OperatorSpecimen.Not(answer), Of("NotIpAddress", policy, given));
    }

    [Theory]
    [InlineData("0177.0.0.1")]
    [InlineData("1.2.3")]
    [InlineData("0x7f000001")]
    [InlineData("2130706433")]
    [InlineData("1")]
    [InlineData("127.1")]
    [InlineData("010.0.0.1")]
    [InlineData("127.0.0.01")]
    [InlineData("256.0.0.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.")]
    [InlineData(" 1.2.3.4")]
    [InlineData("1.2.3.4 ")]
    [InlineData("1.2.3.4\n")]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("١.٢.٣.٤")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    [InlineData("[::1]")]
    [InlineData("1.2.3.4:80")]
    [InlineData("1.2.3.4%eth0")]
    public void C29_Text_Unreadable_IsUnknownOnEitherSide(string text)
    {
        Assert.Equal(Answer.Unknown, Of("IpAddress", "127.0.0.0/8", text));
        Assert.Equal(Answer.Unknown, Of("NotIpAddress", "127.0.0.0/8", text));
        Assert.Equal(Answer.Unknown, Of("IpAddress", text, "127.0.0.1"));
        Assert.Equal(Answer.Unknown, Of("NotIpAddress", text, "127.0.0.1"));
    }

    [Theory]
    [InlineData("203.0.113.0/33")]
    [InlineData("203.0.113.0/-1")]
    [InlineData("203.0.113.0/")]
    [InlineData("203.0.113.0/ 24")]
    [InlineData("203.0.113.0/255.255.255.0")]
    [InlineData("::/129")]
    [InlineData("203.0.113.*")]
    [InlineData("*")]
    [InlineData("${aws:SourceIp}")]
    public void C30_PolicyRange_Unreadable_IsUnknown(string policy) =>
        Assert.Equal(Answer.Unknown, Of("IpAddress", policy, "203.0.113.7"));

    [Fact]
    public void C28_TypedAddress_MappedOrZoned_IsNormalised()
    {
        Assert.Equal(
            Answer.True,
            Of("IpAddress", "203.0.113.0/24", ContextValue.Of(IPAddress.Parse("203.0.113.7").MapToIPv6())));
        Assert.Equal(
            Answer.True,
            Of("IpAddress", "fe80::/10", ContextValue.Of(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 3))));
        Assert.Equal(Answer.False, Of("IpAddress", "203.0.113.0/24", ContextValue.Of(IPAddress.IPv6Loopback)));
    }

    [Fact]
    public void C27_ListOfBothFamilies_EitherMatches()
    {
        string[] both = ["203.0.113.0/24", "2001:db8::/32"];

        Assert.Equal(Answer.True, Of("IpAddress", both, One("2001:db8::9")));
        Assert.Equal(Answer.True, Of("IpAddress", both, One("203.0.113.9")));
        Assert.Equal(Answer.True, Of("NotIpAddress", both, One("198.51.100.1")));
    }
}
