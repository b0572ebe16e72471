using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class ContextThreatTests
{
    private static readonly string[] Keys =
    [
        "aws:SourceIp", "aws:SecureTransport", "aws:RequestedRegion", "aws:ViaAWSService", "aws:CurrentTime",
        "aws:EpochTime", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalTag/project", "aws:username",
        "aws:userid", "aws:PrincipalOrgID", "aws:ResourceTag/project", "aws:ResourceAccount", "aws:RequestTag/project",
        "aws:TagKeys", "aws:MultiFactorAuthPresent", "aws:TokenIssueTime", "aws:SourceIdentity", "aws:CalledVia",
        "aws:SourceArn", "aws:SourceAccount", "aws:VpcSourceIp", "aws:SourceVpc", "sts:ExternalId",
        "sts:RoleSessionName", "iam:PassedToService", "orders:Region", "orders:Undeclared",
    ];

    [Fact]
    [Trait("Threat", "H7")]
    public async Task H7_ForwardedHeaders_WithoutMiddleware_NeverBecomeTheSourceIp()
    {
        await using TestApp app = await StartAsync();
        await Fuzz.HoldsAsync(2_000, async random =>
        {
            app.Logs.Clear();
            IPAddress connection = RandomAddress(random);

            await app.SendRawAsync(context =>
            {
                context.Connection.RemoteIpAddress = connection;
                AddChain(context.Request.Headers, random);
            });

            Assert.Equal(connection.ToString(), app.Iam.Only.Keys["aws:SourceIp"]);
            app.Iam.Forget();
        });
    }

    [Theory]
    [Trait("Threat", "H7")]
    [InlineData("10.0.0.1", "203.0.113.7", "203.0.113.7")]
    [InlineData("10.0.0.1", "1.1.1.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("10.0.0.1", "garbage", "10.0.0.1")]
    [InlineData("10.0.0.1", null, "10.0.0.1")]
    [InlineData("198.51.100.9", "203.0.113.7", "198.51.100.9")]
    [InlineData("198.51.100.9", "10.0.0.1", "198.51.100.9")]
    [InlineData("::ffff:198.51.100.9", "203.0.113.7", "198.51.100.9")]
    public async Task H7_ForwardedHeaders_MiddlewareWithKnownProxy_TakesTheProxysWordOnly(
        string connection, string? header, string expected)
    {
        await using TestApp app = await StartAsync(pipeline =>
        {
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Add(IPAddress.Parse("10.0.0.1"));
            pipeline.UseForwardedHeaders(options);
        });

        await app.SendRawAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(connection);
            context.Request.Headers["X-Forwarded-For"] = header;
        });

        Assert.Equal(expected, app.Iam.Only.Keys["aws:SourceIp"]);
    }

    [Fact]
    [Trait("Threat", "H8")]
    public async Task H8_HeadersQueryAndClaims_NamedLikeKeys_ChangeNoKey()
    {
        await using TestApp app = await StartAsync();
        await app.SendRawAsync(Plain);
        IReadOnlyDictionary<string, string?> untouched = app.Iam.Only.Keys;
        await Fuzz.HoldsAsync(1_000, async random =>
        {
            app.Logs.Clear();
            app.Iam.Forget();

            await app.SendRawAsync(context =>
            {
                Plain(context);
                Forge(context, random);
            });

            Assert.Equal(untouched, app.Iam.Only.Keys);
        });
    }

    private static void Plain(HttpContext context) => context.Connection.RemoteIpAddress = IPAddress.Loopback;

    private static void Forge(HttpContext context, Random random)
    {
        string key = Keys[random.Next(Keys.Length)];
        string value = RandomAddress(random).ToString();
        string name = random.Next(4) switch
        {
            0 => key,
            1 => key.Replace(':', '-'),
            2 => "X-" + key.Replace(':', '-').Replace('/', '-'),
            _ => key.ToUpperInvariant(),
        };
        switch (random.Next(4))
        {
            case 0:
                context.Request.Headers[name] = value;
                break;
            case 1:
                context.Request.QueryString = context.Request.QueryString.Add(name, value);
                break;
            case 2:
                context.Request.Headers.Cookie = $"{name}={value}";
                break;
            default:
                context.Items[ClaimsItem] = new Claim(name, value);
                break;
        }
    }

    private const string ClaimsItem = "forged claim";

    private static void AddChain(IHeaderDictionary headers, Random random)
    {
        string[] names =
        [
            "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Original-For", "True-Client-IP", "CF-Connecting-IP", "Via",
        ];
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            string name = names[random.Next(names.Length)];
            string[] chain = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomAddress(random).ToString())];
            headers[name] = name == "Forwarded"
                ? string.Join(", ", chain.Select(address => $"for=\"{address}\""))
                : string.Join(", ", chain);
        }
    }

    private static IPAddress RandomAddress(Random random)
    {
        byte[] bytes = new byte[random.Next(2) == 0 ? 4 : 16];
        random.NextBytes(bytes);
        return new IPAddress(bytes);
    }

    private static async Task<TestApp> StartAsync(Action<WebApplication>? use = null)
    {
        TestApp app = await TestApp.StartAsync(
            routes => routes.MapGet("/", () => "ran").RequireIam("orders:Get", "*"),
            o => o.ContextKeys.Add("orders:Region", _ => "north"),
            use: pipeline =>
            {
                use?.Invoke(pipeline);
                pipeline.UseAuthentication();
                pipeline.Use(next => context =>
                {
                    if (context.Items[ClaimsItem] is Claim forged)
                    {
                        ((ClaimsIdentity)context.User.Identity!).AddClaim(forged);
                    }

                    return next(context);
                });
            });
        app.Iam.ReadKeys = Keys;
        return app;
    }
}
