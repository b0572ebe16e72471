using System.Net;
using System.Security.Claims;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class CallerTests
{
    private const string OtherIssuer = "https://partners.example";

    public static TheoryData<string, IamCaller?, string> Mapped => new()
    {
        { "a user", IamCaller.User("alice"), "arn:aws:iam::111122223333:user/alice" },
        { "a mail address", IamCaller.User("a+b=c,d.e@f_g-h"), "arn:aws:iam::111122223333:user/a+b=c,d.e@f_g-h" },
        {
            "64 characters",
            IamCaller.User(new string('a', 64)),
            "arn:aws:iam::111122223333:user/" + new string('a', 64)
        },
        { "the app's account", IamCaller.User("alice", "111122223333"), "arn:aws:iam::111122223333:user/alice" },
        { "another account", IamCaller.User("alice", "444455556666"), "arn:aws:iam::444455556666:user/alice" },
        {
            "a role of another account",
            IamCaller.Role("Support", "al", "444455556666"),
            "arn:aws:sts::444455556666:assumed-role/Support/al"
        },
        { "a role", IamCaller.Role("Support", "al"), "arn:aws:sts::111122223333:assumed-role/Support/al" },
    };

    public static TheoryData<string, IamCaller?, string> Nobodies => new()
    {
        { "null", null, "names none" },
        { "no name", IamCaller.User(null), "`` is not the name of a user" },
        { "empty name", IamCaller.User(""), "`` is not the name of a user" },
        { "path", IamCaller.User("x/alice"), "`x/alice` is not the name of a user" },
        { "wildcard", IamCaller.User("*"), "`*` is not the name of a user" },
        { "line feed", IamCaller.User("alice\nroot"), "`alice\\u000Aroot` is not the name of a user" },
        { "homoglyph", IamCaller.User("\u0430lice"), "is not the name of a user" },
        { "65 characters", IamCaller.User(new string('a', 65)), "is not the name of a user" },
        { "role with path", IamCaller.Role("a/b", "alice"), "`a/b` is not the name of a role" },
        { "no role", IamCaller.Role(null, "alice"), "`` is not the name of a role" },
        { "short session", IamCaller.Role("Support", "a"), "`a` is not the name of a session" },
        { "session with path", IamCaller.Role("Support", "a/b"), "`a/b` is not the name of a session" },
        { "short account", IamCaller.User("alice", "4444"), "`4444` is not an account id" },
        { "empty account", IamCaller.User("alice", ""), "`` is not an account id" },
        { "account of a role", IamCaller.Role("Support", "al", "44445555666x"), "`44445555666x` is not an account id" },
        { "line feed in account", IamCaller.User("alice", "444455556666\n"), "is not an account id" },
        { "full-width account", IamCaller.User("alice", "44445555666\uFF16"), "is not an account id" },
        { "no such user", IamCaller.User("ghost"), "the account 111122223333 has no user `ghost`" },
        { "no such role", IamCaller.Role("ghost", "alice"), "the account 111122223333 has no role `ghost`" },
        { "no session", IamCaller.Role("Support", null), "`` is not the name of a session" },
    };

    [Theory]
    [MemberData(nameof(Mapped))]
    public async Task Map_Caller_BecomesAPrincipalOfItsAccount(string situation, IamCaller? caller, string arn)
    {
        CallerResolution resolved = await ResolveAsync(caller, Identity("iss", OtherIssuer));

        Assert.True(resolved.Problem is null, situation);
        Assert.Equal(arn, resolved.Principal!.Arn.ToString());
        Assert.Equal(caller!.AccountId ?? TestApp.Account, resolved.Principal.AccountId);
    }

    [Theory]
    [MemberData(nameof(Nobodies))]
    public async Task Map_NameNobodyCanHave_IsNoSuchPrincipal(string situation, IamCaller? caller, string reason)
    {
        CallerResolution resolved = await ResolveAsync(caller, Identity("iss", OtherIssuer));

        Assert.True(resolved.Principal is null, situation);
        Assert.StartsWith("there is no such principal: ", resolved.Problem, StringComparison.Ordinal);
        Assert.Contains(reason, resolved.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_RoleSession_NamesItsRoleAsPrincipal()
    {
        CallerResolution resolved = await ResolveAsync(
            IamCaller.Role("Support", "alice"), Identity("iss", OtherIssuer));

        Assert.Equal(IamPrincipalKind.RoleSession, resolved.Principal!.Kind);
        Assert.Equal("arn:aws:iam::111122223333:role/Support", resolved.Principal.PrincipalArn.ToString());
        Assert.Equal("alice", resolved.Principal.SessionName);
    }

    [Fact]
    public async Task Map_IssuerNobodyMapped_IsNoSuchPrincipal()
    {
        CallerResolution resolved = await ResolveAsync(IamCaller.User("alice"), Identity("iss", "https://evil.example"));

        Assert.Contains("`https://evil.example`", resolved.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://PARTNERS.example")]
    [InlineData("https://partners.example/")]
    [InlineData(" https://partners.example")]
    public async Task Map_IssuerThatOnlyLooksAlike_IsNoSuchPrincipal(string issuer) =>
        Assert.NotNull((await ResolveAsync(IamCaller.User("alice"), Identity("iss", issuer))).Problem);

    [Fact]
    public async Task Map_IdentityWithoutToken_GoesByTheIssuerOfItsClaims()
    {
        var identity = new ClaimsIdentity([new Claim("name", "x", null, OtherIssuer)], "Cookies");

        Assert.Equal(TestApp.Alice, (await ResolveAsync(IamCaller.User("alice"), identity)).Principal!.Arn.ToString());
    }

    [Fact]
    public async Task Map_TwoIssuersInOneIdentity_IsNoSuchPrincipal()
    {
        var claims = new ClaimsIdentity(
            [new Claim("a", "x", null, OtherIssuer), new Claim("b", "x", null, "https://evil.example")], "Cookies");
        ClaimsIdentity tokens = Identity("iss", OtherIssuer, new Claim("iss", "https://evil.example"));

        Assert.NotNull((await ResolveAsync(IamCaller.User("alice"), claims)).Problem);
        Assert.NotNull((await ResolveAsync(IamCaller.User("alice"), tokens)).Problem);
    }

    [Fact]
    public async Task Map_TwoIdentities_IsNoSuchPrincipal()
    {
        CallerResolution resolved = await ResolveAsync(
            IamCaller.User("alice"), Identity("iss", OtherIssuer), Identity("iss", OtherIssuer));

        Assert.Contains("several identities", resolved.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Map_ClaimsOfAnUnauthenticatedIdentity_AreNotSeen()
    {
        var options = new IamAuthorizationOptions { AccountId = TestApp.Account };
        options.Callers.Map(OtherIssuer, claims => IamCaller.User(claims.FindFirst("sub")?.Value));
        var forged = new ClaimsIdentity([new Claim("sub", "root")]);

        CallerResolution resolved = await ResolveAsync(
            options, forged, Identity("sub", "alice", new Claim("iss", OtherIssuer)));

        Assert.Equal(TestApp.Alice, resolved.Principal!.Arn.ToString());
    }

    [Fact]
    public void Map_SameIssuerTwice_IsRefusedAtOnce()
    {
        var map = new IamCallerMap().Map(OtherIssuer, _ => IamCaller.None);

        ArgumentException refused = Assert.Throws<ArgumentException>(() => map.Map(OtherIssuer, _ => IamCaller.None));

        Assert.Contains(OtherIssuer, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/private", "ghost", HttpStatusCode.Forbidden, 0)]
    [InlineData("/private", "nobody", HttpStatusCode.Unauthorized, 0)]
    [InlineData("/public", "ghost", HttpStatusCode.Forbidden, 0)]
    [InlineData("/private", "alice", HttpStatusCode.OK, 1)]
    [InlineData("/private", "x%2Falice", HttpStatusCode.Forbidden, 0)]
    public async Task Caller_MappedToNobody_IsForbiddenAndToNoneChallenged(
        string path, string user, HttpStatusCode expected, int questions)
    {
        await using TestApp app = await StartAsync();

        HttpStatusCode status = await app.StatusAsync(path, user);

        Assert.Equal(expected, status);
        Assert.Equal(questions, app.Iam.Questions.Count);
    }

    [Fact]
    public async Task Caller_SeveralQuestions_IsMappedOncePerRequest()
    {
        int mapped = 0;
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapGet("/", () => "ran").RequireIam("orders:A", "*").RequireIam("orders:B", "*"),
            o => o.Callers.Map("once", _ =>
            {
                mapped++;
                return IamCaller.User("alice");
            }),
            use: pipeline => pipeline.Use(next => context =>
            {
                context.User = new ClaimsPrincipal(Identity("iss", "once"));
                return next(context);
            }));

        HttpStatusCode status = await app.StatusAsync("/", user: null);

        Assert.Equal((HttpStatusCode.OK, 1, 2), (status, mapped, app.Iam.Questions.Count));
    }

    private static ValueTask<CallerResolution> ResolveAsync(IamCaller? caller, params ClaimsIdentity[] identities)
    {
        var options = new IamAuthorizationOptions { AccountId = TestApp.Account };
        options.Callers.Map(OtherIssuer, _ => caller);
        return ResolveAsync(options, identities);
    }

    private static async ValueTask<CallerResolution> ResolveAsync(
        IamAuthorizationOptions options, params ClaimsIdentity[] identities)
    {
        await using ServiceProvider services =
            new ServiceCollection().AddSingleton<IIamPrincipals, FakePrincipals>().BuildServiceProvider();
        IOptions<IamSecurityTokenOptions> tokens = Options.Create(new IamSecurityTokenOptions());
        return await new CallerResolver(options, tokens).ResolveAsync(
            new ClaimsPrincipal(identities), services, TestContext.Current.CancellationToken);
    }

    private static ClaimsIdentity Identity(string type, string value, params Claim[] more) =>
        new([new Claim(type, value), .. more], "Jwt");

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(
        app =>
        {
            app.MapGet("/private", () => "ran").RequireIam("orders:Get", "*");
            app.MapGet("/public", () => "ran").RequireIam("orders:Get", "*").AllowAnonymousByPolicy();
        },
        caller: claims => claims.FindFirst("sub")!.Value switch
        {
            "ghost" => null,
            "nobody" => IamCaller.None,
            string name => IamCaller.User(name),
        });
}
