using System.Security.Claims;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class IamIdentityTests
{
    private const string Issuer = "https://orders.example";

    private static readonly IamPrincipal Session = IamPrincipal.RoleSession(
        IamArn.Role("aws", TestApp.Account, "Support"),
        "bob",
        "AROAEXAMPLE",
        new IamSession { IssuedAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch.AddHours(1) });

    /// <summary>What an app can make of our identity, and whether it still proves the session.</summary>
    public static TheoryData<string, bool> Copies => new()
    {
        { "itself", true },
        { "with a claim added", true },
        { "with another issuer added", true },
        { "clone", true },
        { "clone of the clone", true },
        { "clone of the user", true },
        { "plain copy", false },
        { "plain identity with the same claims", false },
        { "plain identity of the same claim issuer", false },
        { "serialized", false },
        { "beside another identity", false },
    };

    [Theory]
    [MemberData(nameof(Copies))]
    [Trait("Threat", "A1")]
    public async Task A1_CopyOfAnIdentity_OnlyTheTypedOne_IsTheSession(string copy, bool isSession)
    {
        CallerResolution caller = await ResolveAsync(Copy(copy));

        Assert.Equal(isSession, ReferenceEquals(Session, caller.Principal));
        Assert.Equal(isSession, caller.Problem is null);
    }

    [Fact]
    public void Identity_CarriesNameAndIssuer_AndNothingElse()
    {
        var identity = new IamIdentity(Session, Issuer);

        Assert.Equal(Session.Arn.ToString(), identity.Name);
        Assert.Equal(["sub", "iss"], identity.Claims.Select(claim => claim.Type));
        Assert.True(identity.IsAuthenticated);
    }

    private static ClaimsPrincipal Copy(string copy)
    {
        var identity = new IamIdentity(Session, Issuer);
        var user = new ClaimsPrincipal(identity);
        switch (copy)
        {
            case "itself":
                return user;
            case "with a claim added":
                identity.AddClaim(new Claim("department", "x"));
                return user;
            case "with another issuer added":
                identity.AddClaim(new Claim("iss", TestScheme.Issuer));
                return user;
            case "clone":
                return new ClaimsPrincipal(identity.Clone());
            case "clone of the clone":
                return new ClaimsPrincipal(identity.Clone().Clone());
            case "clone of the user":
                return user.Clone();
            case "plain copy":
                return new ClaimsPrincipal(new ClaimsIdentity(identity));
            case "plain identity with the same claims":
                return new ClaimsPrincipal(new ClaimsIdentity(identity.Claims, "Cookies"));
            case "plain identity of the same claim issuer":
                return new ClaimsPrincipal(
                    new ClaimsIdentity([new Claim("sub", "alice", ClaimValueTypes.String, Issuer)], "Cookies"));
            case "beside another identity":
                user.AddIdentity(new ClaimsIdentity([new Claim("iss", TestScheme.Issuer)], "Test"));
                return user;
            default:
                using (var stream = new MemoryStream())
                {
                    identity.WriteTo(new BinaryWriter(stream));
                    stream.Position = 0;
                    return new ClaimsPrincipal(new ClaimsIdentity(new BinaryReader(stream)));
                }
        }
    }

    private static async Task<CallerResolution> ResolveAsync(ClaimsPrincipal user)
    {
        var options = new IamAuthorizationOptions { AccountId = TestApp.Account };
        options.Callers.Map(TestScheme.Issuer, _ => IamCaller.User("alice"));
        IOptions<IamSecurityTokenOptions> tokens = Options.Create(new IamSecurityTokenOptions { Issuer = Issuer });
        await using ServiceProvider services =
            new ServiceCollection().AddSingleton<IIamPrincipals, FakePrincipals>().BuildServiceProvider();
        return await new CallerResolver(options, tokens).ResolveAsync(
            user, services, TestContext.Current.CancellationToken);
    }
}
