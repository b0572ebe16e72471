using System.Net;
using System.Security.Claims;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;

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
        { "no session", IamCaller.Role("Support", null), "`` is not the name of a session" },
    };

    [Theory]
    [MemberData(nameof(Mapped))]
    public void Map_Caller_BecomesAPrincipalOfTheAppsAccount(string situation, IamCaller? caller, string arn)
    {
        CallerResolution resolved = Resolve(caller, Identity("iss", OtherIssuer));

        Assert.True(resolved.Problem is null, situation);
        Assert.Equal(arn, resolved.Principal!.Arn.ToString());
        Assert.Equal(TestApp.Account, resolved.Principal.AccountId);
    }

    [Theory]
    [MemberData(nameof(Nobodies))]
    public void Map_NameNobodyCanHave_IsNoSuchPrincipal(string situation, IamCaller? caller, string reason)
    {
        CallerResolution resolved = Resolve(caller, Identity("iss", OtherIssuer));

        Assert.True(resolved.Principal is null, situation);
        Assert.StartsWith("no such principal: ", resolved.Problem, StringComparison.Ordinal);
        Assert.Contains(reason, resolved.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_RoleSession_NamesItsRoleAsPrincipal()
    {
        CallerResolution resolved = Resolve(IamCaller.Role("Support", "alice"), Identity("iss", OtherIssuer));

        Assert.Equal(IamPrincipalKind.RoleSession, resolved.Principal!.Kind);
        Assert.Equal("arn:aws:iam::111122223333:role/Support", resolved.Principal.PrincipalArn.ToString());
        Assert.Equal("alice", resolved.Principal.SessionName);
    }

    [Fact]
    public void Map_IssuerNobodyMapped_IsNoSuchPrincipal()
    {
        CallerResolution resolved = Resolve(IamCaller.User("alice"), Identity("iss", "https://evil.example"));

        Assert.Contains("`https://evil.example`", resolved.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://PARTNERS.example")]
    [InlineData("https://partners.example/")]
    [InlineData(" https://partners.example")]
    public void Map_IssuerThatOnlyLooksAlike_IsNoSuchPrincipal(string issuer) =>
        Assert.NotNull(Resolve(IamCaller.User("alice"), Identity("iss", issuer)).Problem);

    [Fact]
    public void Map_IdentityWithoutToken_GoesByTheIssuerOfItsClaims()
    {
        var identity = new ClaimsIdentity([new Claim("name", "x", null, OtherIssuer)], "Cookies");

        Assert.Equal(TestApp.Alice, Resolve(IamCaller.User("alice"), identity).Principal!.Arn.ToString());
    }

    [Fact]
    public void Map_TwoIssuersInOneIdentity_IsNoSuchPrincipal()
    {
        var claims = new ClaimsIdentity(
            [new Claim("a", "x", null, OtherIssuer), new Claim("b", "x", null, "https://evil.example")], "Cookies");
        ClaimsIdentity tokens = Identity("iss", OtherIssuer, new Claim("iss", "https://evil.example"));

        Assert.NotNull(Resolve(IamCaller.User("alice"), claims).Problem);
        Assert.NotNull(Resolve(IamCaller.User("alice"), tokens).Problem);
    }

    [Fact]
    public void Map_TwoIdentities_IsNoSuchPrincipal()
    {
        CallerResolution resolved = Resolve(
            IamCaller.User("alice"), Identity("iss", OtherIssuer), Identity("iss", OtherIssuer));

        Assert.Contains("several identities", resolved.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Map_ClaimsOfAnUnauthenticatedIdentity_AreNotSeen()
    {
        var options = new IamAuthorizationOptions { AccountId = TestApp.Account };
        options.Callers.Map(OtherIssuer, claims => IamCaller.User(claims.FindFirst("sub")?.Value));
        var forged = new ClaimsIdentity([new Claim("sub", "root")]);

        CallerResolution resolved = new CallerResolver(options).Resolve(
            new ClaimsPrincipal([forged, Identity("sub", "alice", new Claim("iss", OtherIssuer))]));

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

    private static CallerResolution Resolve(IamCaller? caller, params ClaimsIdentity[] identities)
    {
        var options = new IamAuthorizationOptions { AccountId = TestApp.Account };
        options.Callers.Map(OtherIssuer, _ => caller);
        return new CallerResolver(options).Resolve(new ClaimsPrincipal(identities));
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
