using System.Net;
using System.Security.Claims;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class ForwardingTests
{
    private const string Signed = "AWS4-HMAC-SHA256 Credential=AKIA/20260301/eu-west-1/orders/aws4_request, "
        + "SignedHeaders=host, Signature=00";

    public static TheoryData<string?, string> Defaults => new()
    {
        { null, IamAuthenticationDefaults.ForwardingScheme },
        { BearerApp.AppScheme, BearerApp.AppScheme },
        { IamAuthenticationDefaults.BearerScheme, IamAuthenticationDefaults.BearerScheme },
    };

    /// <summary>A credential, whether the app has a scheme of its own, and the scheme that gets it.</summary>
    public static TheoryData<string, bool, string> Forwarded => new()
    {
        { "ours", true, IamAuthenticationDefaults.BearerScheme },
        { "ours", false, IamAuthenticationDefaults.BearerScheme },
        { "the app's", true, BearerApp.AppScheme },
        { "the app's", false, IamAuthenticationDefaults.BearerScheme },
        { "garbage", true, BearerApp.AppScheme },
        { "none", true, BearerApp.AppScheme },
        { "none", false, IamAuthenticationDefaults.BearerScheme },
        { "basic", true, BearerApp.AppScheme },
        { "signed", true, IamAuthenticationDefaults.RefusalScheme },
        { "two", true, IamAuthenticationDefaults.RefusalScheme },
    };

    [Theory]
    [MemberData(nameof(Defaults))]
    public async Task DefaultScheme_AppNamedNone_IsTheForwardingOne(string? named, string expected)
    {
        await using BearerApp app = await BearerApp.StartAsync(
            services: services => services.Configure<AuthenticationOptions>(o => o.DefaultScheme = named));

        AuthenticationScheme? scheme = await app.Services
            .GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultAuthenticateSchemeAsync();

        Assert.Equal(expected, scheme?.Name);
    }

    [Theory]
    [MemberData(nameof(Forwarded))]
    public async Task Credential_OfAShape_GoesToItsScheme(string credential, bool hasAppScheme, string expected)
    {
        await using BearerApp app = await BearerApp.StartAsync(hasAppScheme: hasAppScheme);
        var http = new DefaultHttpContext();
        http.Request.Headers.Authorization = credential switch
        {
            "ours" => $"Bearer {await app.IssueAsync()}",
            "the app's" => $"Bearer {BearerApp.AppToken("alice")}",
            "garbage" => "Bearer x",
            "basic" => "Basic YTpi",
            "signed" => Signed,
            "two" => $"Bearer {await app.IssueAsync()}, Bearer x",
            _ => default,
        };

        Assert.Equal(expected, app.Services.GetRequiredService<SchemeSelector>().Select(http));
    }

    [Fact]
    public async Task AppScheme_Cookies_GetsWhatIsNotOurs()
    {
        await using BearerApp app = await BearerApp.StartAsync(
            routes => routes.MapGet("/sign-in", (HttpContext http) =>
                http.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity(
                    [new Claim("iss", TestScheme.Issuer), new Claim("sub", "alice")], "Cookies")))),
            services => services.AddAuthentication().AddCookie(),
            o => o.AppScheme = CookieAuthenticationDefaults.AuthenticationScheme,
            hasAppScheme: false);
        HttpResponseMessage signedIn = await app.SendAsync("/sign-in");
        string cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        HttpResponseMessage byCookie = await app.SendAsync("/iam", request => request.Headers.Add("Cookie", cookie));
        HttpResponseMessage byToken = await app.SendAsync("/iam", await app.IssueAsync());

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [byCookie.StatusCode, byToken.StatusCode]);
    }

    [Fact]
    public async Task SignedRequest_NoSchemeTakesIt_IsRefusedOnEveryDoor()
    {
        await using BearerApp app = await BearerApp.StartAsync();
        foreach (string door in BearerApp.Doors)
        {
            HttpResponseMessage inHeader = await app.SendAsync(
                door, request => request.Headers.TryAddWithoutValidation("Authorization", Signed));
            HttpResponseMessage inQuery = await app.SendAsync($"{door}?X-Amz-Signature=00");

            foreach (HttpResponseMessage response in new[] { inHeader, inQuery })
            {
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{door}: {response.StatusCode}");
                Assert.Contains(
                    "requests signed with access keys are not accepted here",
                    response.Headers.WwwAuthenticate.ToString(),
                    StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(true, "/hub", HttpStatusCode.OK)]
    [InlineData(false, "/hub", HttpStatusCode.Unauthorized)]
    [InlineData(true, "/plain", HttpStatusCode.Unauthorized)]
    [InlineData(true, "/iam", HttpStatusCode.Unauthorized)]
    public async Task TokenInQuery_OfAHub_CountsWhereSwitchedOn(bool isOn, string path, HttpStatusCode expected)
    {
        await using BearerApp app = await BearerApp.StartAsync(
            routes => routes.MapGet("/hub", () => "in")
                .WithMetadata(new HubMetadata(typeof(Hub))).RequireAuthorization(),
            bearer: o => o.HubTokenInQuery = isOn);

        HttpResponseMessage response = await app.SendAsync($"{path}?access_token={await app.IssueAsync()}");

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task TokenInQuery_OfAHub_ThatFails_IsNotAnonymous()
    {
        await using BearerApp app = await BearerApp.StartAsync(
            routes => routes.MapGet("/hub", () => "in").WithMetadata(new HubMetadata(typeof(Hub)))
                .RequireIam("orders:GetDoc", "doc/1").AllowAnonymousByPolicy(),
            bearer: o => o.HubTokenInQuery = true);
        string token = await app.IssueAsync();
        app.Clock.Advance(TimeSpan.FromHours(2));

        HttpResponseMessage failed = await app.SendAsync($"/hub?access_token={token}");
        HttpResponseMessage anonymous = await app.SendAsync("/hub");

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.OK], [failed.StatusCode, anonymous.StatusCode]);
    }

    [Fact]
    public async Task Start_WithoutSecurityTokens_IsFoundByName()
    {
        ServiceProvider services = Provider(authentication => authentication.AddIamBearer());

        IamStartupFinding finding = Assert.Single(await FindAsync(services));

        Assert.Equal("IAM1014", finding.Id);
        Assert.Contains("AddSecurityTokens", finding.Remedy, StringComparison.Ordinal);
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() =>
            services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>()
                .Get(IamAuthenticationDefaults.BearerScheme));
        Assert.Contains("AddSecurityTokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SeveralBearerSchemes_OneMustBeNamed()
    {
        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => StartWithTwoAsync(null));
        await using BearerApp named = await StartWithTwoAsync("B");

        IamStartupFinding finding = Assert.Single(refused.Findings);
        Assert.Equal("IAM1015", finding.Id);
        Assert.Contains("`A`, `B`", finding.Problem, StringComparison.Ordinal);
        Assert.Equal("B", named.Services.GetRequiredService<AppSchemes>().Chosen);
    }

    [Theory]
    [InlineData(IamAuthenticationDefaults.ForwardingScheme)]
    [InlineData(IamAuthenticationDefaults.BearerScheme)]
    public async Task AppScheme_OneOfOurs_StopsTheStart(string scheme)
    {
        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() =>
            BearerApp.StartAsync(options: o => o.AppScheme = scheme));

        Assert.Contains($"Iam:AppScheme is `{scheme}`", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallerMap_OfOurOwnIssuer_StopsTheStart()
    {
        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() =>
            BearerApp.StartAsync(options: o => o.Callers.Map(BearerApp.Issuer, _ => IamCaller.User("alice"))));

        Assert.Contains($"Iam:Callers maps `{BearerApp.Issuer}`", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BearerOptions_TheAppLoosens_AreOurs()
    {
        await using BearerApp app = await BearerApp.StartAsync(
            services: services => services.Configure<JwtBearerOptions>(IamAuthenticationDefaults.BearerScheme, o =>
            {
                BearerApp.Validate(o);
                o.SaveToken = true;
                o.ForwardDefault = BearerApp.AppScheme;
                o.Events.OnMessageReceived = context =>
                {
                    context.Token = BearerApp.AppToken("alice");
                    return Task.CompletedTask;
                };
            }));
        JwtBearerOptions options = app.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>()
            .Get(IamAuthenticationDefaults.BearerScheme);

        Assert.False(options.SaveToken);
        Assert.Null(options.ForwardDefault);
        Assert.IsType<IamBearerEvents>(options.Events);
        Assert.IsType<AccessTokenHandler>(Assert.Single(options.TokenHandlers));
    }

    [Fact]
    public async Task BearerOptions_TheAppLoosensLast_AreRefused()
    {
        await using BearerApp app = await BearerApp.StartAsync(
            services: services => services.PostConfigure<JwtBearerOptions>(
                IamAuthenticationDefaults.BearerScheme, o => o.Events = new JwtBearerEvents()));

        OptionsValidationException refused = await Assert.ThrowsAsync<OptionsValidationException>(
            async () => await app.SendAsync("/iam", await app.IssueAsync()));

        Assert.Contains("changed after AddIamBearer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddIamBearer_Twice_AddsToTheOptions()
    {
        ServiceProvider services = Provider(authentication =>
            authentication.AddIamBearer(o => o.HubTokenInQuery = true).AddIamBearer().AddIamBearer(_ => { }));

        Assert.True(services.GetRequiredService<IOptions<IamBearerOptions>>().Value.HubTokenInQuery);
        Assert.Contains(
            IamAuthenticationDefaults.BearerScheme,
            services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.SchemeMap.Keys);
    }

    private static Task<BearerApp> StartWithTwoAsync(string? appScheme) => BearerApp.StartAsync(
        services: services => services.AddAuthentication().AddJwtBearer("A", _ => { }).AddJwtBearer("B", _ => { }),
        options: o => o.AppScheme = appScheme,
        hasAppScheme: false);

    private static ServiceProvider Provider(Action<AuthenticationBuilder> add)
    {
        var services = new ServiceCollection();
        services.AddIamAuthorization(o => TestApp.Configure(o));
        add(services.AddAuthentication());
        return services.BuildServiceProvider();
    }

    private static async Task<IReadOnlyList<IamStartupFinding>> FindAsync(IServiceProvider services) =>
        await services.GetServices<IIamStartupCheck>().OfType<BearerStartupCheck>().Single()
            .FindAsync(CancellationToken.None);
}
