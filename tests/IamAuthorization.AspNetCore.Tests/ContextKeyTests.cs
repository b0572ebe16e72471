using System.Net;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class ContextKeyTests
{
    private static readonly string[] Tags = ["a", "b"];

    public static TheoryData<string, Action<IamContextKeyMap>, string?> OwnKeys => new()
    {
        { "text", keys => keys.Add("orders:Key", _ => "x"), "x" },
        { "absent text", keys => keys.Add("orders:Key", _ => (string?)null), null },
        { "texts", keys => keys.Add("orders:Key", _ => Tags), "a, b" },
        { "no texts", keys => keys.Add("orders:Key", _ => Array.Empty<string>()), null },
        { "truth", keys => keys.Add("orders:Key", _ => true), "true" },
        { "whole number", keys => keys.Add("orders:Key", _ => 7L), "7" },
        { "number", keys => keys.Add("orders:Key", _ => 7.5m), "7.5" },
        { "absent number", keys => keys.Add("orders:Key", _ => (decimal?)null), null },
        { "instant", keys => keys.Add("orders:Key", _ => DateTimeOffset.UnixEpoch), "1970-01-01T00:00:00Z" },
        { "address", keys => keys.Add("orders:Key", _ => IPAddress.Loopback), "127.0.0.1" },
        { "ARN", keys => keys.Add("orders:Key", _ => (Arn?)Arn.Parse("arn:aws:a:::b")), "arn:aws:a:::b" },
        { "other case", keys => keys.Add("ORDERS:KEY", _ => "x"), "x" },
        { "not declared", keys => keys.Add("orders:Other", _ => "x"), null },
    };

    [Theory]
    [MemberData(nameof(OwnKeys))]
    public void OwnKey_Request_HasItsTypedValue(string situation, Action<IamContextKeyMap> declare, string? expected)
    {
        var options = new IamAuthorizationOptions();
        declare(options.ContextKeys);

        Assert.True(expected == Read("orders:Key", new DefaultHttpContext(), options), situation);
    }

    [Theory]
    [InlineData("aws:SourceIp")]
    [InlineData("AWS:PrincipalTag/project")]
    [InlineData("sts:ExternalId")]
    [InlineData("Iam:PolicyARN")]
    [InlineData("Region")]
    [InlineData("orders:")]
    [InlineData("orders:a b")]
    [InlineData("")]
    public void C43_OwnKey_ReservedOrMalformed_IsRefusedAtOnce(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => new IamContextKeyMap().Add(name, _ => "x"));

    [Fact]
    public void OwnKey_DeclaredTwiceInAnyCase_IsRefusedAtOnce()
    {
        IamContextKeyMap keys = new IamContextKeyMap().Add("orders:Region", _ => "x");

        Assert.Throws<ArgumentException>(() => keys.Add("orders:REGION", _ => true));
    }

    [Fact]
    public void OwnKey_AskedTwice_IsReadOnce()
    {
        int reads = 0;
        var options = new IamAuthorizationOptions();
        options.ContextKeys.Add("orders:Key", _ => $"{++reads}");
        var context = new HttpRequestContext(new DefaultHttpContext(), new ContextKeyTable(options));

        string first = context.Get(ConditionKey.Of("orders:Key")).ToString();
        string second = context.Get(ConditionKey.Of("ORDERS:key")).ToString();

        Assert.Equal(("1", "1"), (first, second));
    }

    [Fact]
    public async Task OwnKey_NoConditionAsks_IsNeverRead()
    {
        int reads = 0;
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapGet("/", () => "ran").RequireIam("orders:Get", "*"),
            o => o.ContextKeys.Add("orders:Key", _ => $"{++reads}"));

        await app.StatusAsync("/");

        Assert.Equal(0, reads);
    }

    [Theory]
    [InlineData("aws:SourceIp", "203.0.113.7")]
    [InlineData("aws:SecureTransport", "true")]
    [InlineData("aws:UserAgent", "curl/8")]
    [InlineData("aws:Referer", "https://shop.example/")]
    [InlineData("aws:RequestedRegion", "eu-west-1")]
    [InlineData("aws:ViaAWSService", "false")]
    [InlineData("aws:CurrentTime", null)]
    [InlineData("aws:PrincipalArn", null)]
    [InlineData("aws:ResourceTag/project", null)]
    public void GlobalKey_Request_HasItsValue(string key, string? expected)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:203.0.113.7");
        http.Request.Scheme = "https";
        http.Request.Headers.UserAgent = "curl/8";
        http.Request.Headers.Referer = "https://shop.example/";

        Assert.Equal(expected, Read(key, http, new IamAuthorizationOptions { Region = "eu-west-1" }));
    }

    [Theory]
    [InlineData("aws:SourceIp")]
    [InlineData("aws:UserAgent")]
    [InlineData("aws:Referer")]
    [InlineData("aws:RequestedRegion")]
    public void C44_C45_GlobalKey_Unknown_IsAbsentAndStaysSo(string key)
    {
        var context = new HttpRequestContext(
            new DefaultHttpContext(), new ContextKeyTable(new IamAuthorizationOptions()));

        ContextValue value = context.Get(ConditionKey.Of(key));

        Assert.True(value.IsSupplied);
        Assert.Empty(value.ToString());
    }

    [Theory]
    [InlineData(8 * 1024, true)]
    [InlineData((8 * 1024) + 1, false)]
    [InlineData(1_000_000, false)]
    public void P119_UserAgent_Length_IsBounded(int length, bool isPresent)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.UserAgent = new string('a', length);

        Assert.Equal(isPresent, Read("aws:UserAgent", http, new IamAuthorizationOptions()) is not null);
    }

    [Theory]
    [InlineData("aws:UserAgent", "User-Agent")]
    [InlineData("aws:Referer", "Referer")]
    public void Header_ComesTwice_IsAbsent(string key, string header)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers[header] = new(["one", "two"]);

        Assert.Null(Read(key, http, new IamAuthorizationOptions()));
    }

    private static string? Read(string key, HttpContext http, IamAuthorizationOptions options)
    {
        var context = new HttpRequestContext(http, new ContextKeyTable(options));
        return context.Get(ConditionKey.Of(key)).ToString() is { Length: > 0 } text ? text : null;
    }
}
