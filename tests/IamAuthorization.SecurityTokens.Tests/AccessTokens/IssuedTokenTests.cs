using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using IamAuthorization.Policies;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IamAuthorization.SecurityTokens.Tests;

public sealed class IssuedTokenTests
{
    [Fact]
    public async Task IssuedToken_Validated_IsTheSameSession()
    {
        await using var world = new TokenWorld();
        IamPrincipal principal = world.Session(facts: Facts());

        AccessTokenValidation validation = await world.ValidateAsync(await world.IssueAsync(principal));

        Assert.Null(validation.Problem);
        IamPrincipal read = validation.Principal!;
        Assert.Equal(principal.Arn, read.Arn);
        Assert.Equal(principal.RoleArn, read.RoleArn);
        Assert.Equal(principal.UniqueId, read.UniqueId);
        Assert.Equal(principal.SessionName, read.SessionName);
        Assert.EquivalentWithExclusions(principal.Session, read.Session, "Policies");
        Assert.Equal(principal.Session!.Policies[0], read.Session!.Policies[0]);
    }

    [Fact]
    public async Task IssuedToken_Header_HoldsAlgorithmKeyAndTypeOnly()
    {
        await using var world = new TokenWorld();

        string[] parts = (await world.IssueAsync()).Split('.');

        string keyId = (await world.Keys.ListAsync())[0].KeyId;
        Assert.Equal($$"""{"alg":"ES256","kid":"{{keyId}}","typ":"at+jwt"}""", Text(parts[0]));
    }

    [Fact]
    public async Task IssuedToken_Payload_BeginsWithTheIssuer_AndTellsNoSessionFacts()
    {
        await using var world = new TokenWorld();

        string payload = Text((await world.IssueAsync(world.Session(facts: Facts()))).Split('.')[1]);

        Assert.StartsWith("""{"iss":"https://orders.example","sub":"arn:aws:sts::111122223333:assumed-r""", payload);
        using JsonDocument json = JsonDocument.Parse(payload);
        Assert.Equal(
            ["iss", "sub", "aud", "exp", "iat", "jti", "iam_session"],
            json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.DoesNotContain("bob@example.com", payload);
        Assert.DoesNotContain("project", payload);
    }

    [Fact]
    public async Task IssuedTokens_OfOneSession_HaveDifferentIds()
    {
        await using var world = new TokenWorld();
        IamPrincipal session = world.Session();

        string[] ids =
        [
            new JsonWebToken(await world.IssueAsync(session)).Id, new JsonWebToken(await world.IssueAsync(session)).Id,
        ];

        Assert.All(ids, id => Assert.Equal(16, Base64Url.DecodeFromChars(id).Length));
        Assert.NotEqual(ids[0], ids[1]);
    }

    [Fact]
    public async Task KeySet_StockVerifier_AcceptsAnIssuedToken()
    {
        await using var world = new TokenWorld();
        string token = await world.IssueAsync();
        byte[] document = await world.Get<KeySetDocument>().WriteAsync(CancellationToken.None);

        TokenValidationResult result = await new JsonWebTokenHandler().ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                IssuerSigningKeys = new JsonWebKeySet(Encoding.UTF8.GetString(document)).GetSigningKeys(),
                ValidIssuer = TokenWorld.Issuer,
                ValidAudience = TokenWorld.Audience,
                ValidTypes = ["at+jwt"],
                LifetimeValidator = (_, _, _, _) => true,
            });

        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("no facts")]
    [InlineData("no unique id")]
    public async Task Issue_ForAnythingButAWholeRoleSession_IsMisuse(string what)
    {
        await using var world = new TokenWorld();
        Arn role = Arn.Parse("arn:aws:iam::111122223333:role/R");
        IamPrincipal principal = what switch
        {
            "user" => IamPrincipal.User(Arn.Parse("arn:aws:iam::111122223333:user/bob"), "AIDAEXAMPLE"),
            "no facts" => IamPrincipal.RoleSession(role, "bob", "AROAEXAMPLE"),
            _ => IamPrincipal.RoleSession(role, "bob", uniqueId: null, world.Session().Session),
        };

        await Assert.ThrowsAsync<ArgumentException>(async () => await world.IssueAsync(principal));
    }

    private static IamSession Facts() => new()
    {
        SourceIdentity = "bob@example.com",
        FederatedProvider = "arn:aws:iam::111122223333:oidc-provider/login.example",
        HasMultiFactorAuth = true,
        MultiFactorAuthAt = TokenWorld.Start.AddMinutes(-5),
        Tags = TokenWorld.Tags(("project", "apollo"), ("team", "red")),
        IncludesRoleTags = true,
        TransitiveTagKeys = ["project"],
        Policies = ImmutableArray.Create(PolicyDocument.Parse(
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"orders:Get*","Resource":"*"}}""",
            PolicyKind.Session)),
        PolicyArns = ["arn:aws:iam::111122223333:policy/ReadOnly"],
    };

    private static string Text(string part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(part));
}
