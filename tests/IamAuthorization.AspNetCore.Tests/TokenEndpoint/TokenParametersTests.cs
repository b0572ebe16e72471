using System.Text;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class TokenParametersTests
{
    public static TheoryData<string, string?> Values => new()
    {
        { "a=x", "x" },
        { "a=", null },
        { "b=1", null },
        { "A=x", null },
        { "a=x%20y", "x y" },
        { "a=x+y", "x y" },
        { "a=%2B", "+" },
        { "a=%3d=", "==" },
        { "%61=x", "x" },
        { "a=caf%C3%A9", "caf\u00E9" },
        { "b=1&a=x&c=", "x" },
        { "a=%2520", "%20" },
    };

    public static TheoryData<string> Malformed =>
    [
        "", "&", "a", "=x", "a=x&", "&a=x", "a=x&&b=1", "a=%", "a=%2", "a=%2g", "a=%G0", "a=% 20", "a=%FF",
        "a=%C0%AF", "a=%ED%A0%80", "%=x", "a=\u00FF",
    ];

    public static TheoryData<string> Doubled =>
        ["a=1&a=1", "a=1&a=2", "a=&a=", "a=1&A=1", "a=1&%61=1", "a=1&b=2&a=3", "x=1&X="];

    [Theory]
    [MemberData(nameof(Values))]
    public void Body_WellFormed_GivesTheValue(string body, string? value)
    {
        Assert.True(TryRead(body, out TokenParameters? parameters, out _));
        Assert.Equal(value, parameters!["a"]);
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Body_Malformed_IsRefused(string body)
    {
        Assert.False(TryRead(body, out _, out TokenError? error));
        Assert.Equal("invalid_request", error!.Error);
        Assert.Contains("form-encoded", error.Description, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Doubled))]
    [Trait("Threat", "H9")]
    public void H9_Parameter_GivenTwice_IsRefused(string body)
    {
        Assert.False(TryRead(body, out _, out TokenError? error));
        Assert.Equal("a parameter is given more than once", error!.Description);
    }

    [Theory]
    [InlineData(TokenParameters.CountMax, true)]
    [InlineData(TokenParameters.CountMax + 1, false)]
    public void Body_AsManyParametersAsMayBe_IsRead(int count, bool isRead) => Assert.Equal(
        isRead, TryRead(string.Join('&', Enumerable.Range(0, count).Select(i => $"p{i}=")), out _, out _));

    private static bool TryRead(string body, out TokenParameters? parameters, out TokenError? error) =>
        TokenParameters.TryRead(Encoding.Latin1.GetBytes(body), out parameters, out error);
}
