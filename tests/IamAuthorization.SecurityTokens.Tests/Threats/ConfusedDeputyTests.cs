using IamAuthorization.Policies;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests.Threats;

/// <summary>
/// A8: a third party, or a service, that acts for many customers is asked by one of them to use another one's role.
/// </summary>
[Trait("Threat", "A8")]
public sealed class ConfusedDeputyTests
{
    private const string Service = "backup.shop.example";

    public static TheoryData<string?, bool> ExternalIds => new()
    {
        { "shop-7f3", true },
        { null, false },
        { "other-customer", false },
        { "SHOP-7F3", false },
        { "shop-7f3-", false },
    };

    [Theory]
    [MemberData(nameof(ExternalIds))]
    public async Task ThirdParty_GetsTheRoleWithTheCustomersOwnExternalIdAlone(string? externalId, bool isAssumed)
    {
        await using World world = ShopOf("""{"StringEquals":{"sts:ExternalId":"shop-7f3"}}""");

        AssumeRoleResult result = await world.AssumeAsync(Petra(), Request() with { ExternalId = externalId });

        Assert.Equal(isAssumed, result.IsAssumed);
        Assert.Equal(isAssumed ? null : "AccessDenied", result.Error?.Code);
    }

    [Fact]
    public async Task ExternalId_OfTheRequestsContext_DoesNotCount()
    {
        await using World world = ShopOf("""{"StringEquals":{"sts:ExternalId":"shop-7f3"}}""");

        SecurityTokenError error = await world.ErrorAsync(
            Petra(), Request(), Context(("sts:ExternalId", "shop-7f3")));

        Assert.Equal("AccessDenied", error.Code);
    }

    [Fact]
    public async Task ExternalIdThatIsWrong_IsRefusedInTheWordsOfAMissingRole()
    {
        await using World world = ShopOf("""{"StringEquals":{"sts:ExternalId":"shop-7f3"}}""");
        AssumeRoleRequest request = Request() with { ExternalId = "other-customer" };

        SecurityTokenError wrong = await world.ErrorAsync(Petra(), request);
        SecurityTokenError missing = await world.ErrorAsync(
            Petra(), request with { RoleArn = RoleArn("Nobody").ToString() });

        Assert.Equal(missing.Message.Replace("Nobody", "Agent", StringComparison.Ordinal), wrong.Message);
    }

    public static TheoryData<string?, string?, bool> Sources => new()
    {
        { Home, $"arn:aws:orders::{Home}:archive/7", true },
        { Partner, $"arn:aws:orders::{Home}:archive/7", false },
        { Home, $"arn:aws:orders::{Partner}:archive/7", false },
        { null, $"arn:aws:orders::{Home}:archive/7", false },
        { Home, null, false },
        { null, null, false },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Service_GetsTheRoleForTheAccountAndResourceItActsForAlone(
        string? account, string? arn, bool isAssumed)
    {
        await using var world = new World(Role("Agent", Trust(
            $$"""{"Service":"{{Service}}"}""",
            $$$"""
            {"StringEquals":{"aws:SourceAccount":"{{{Home}}}"},
             "ArnLike":{"aws:SourceArn":"arn:aws:orders::{{{Home}}}:archive/*"}}
            """)));
        List<(string, string)> keys = [];
        if (account is not null)
        {
            keys.Add(("aws:SourceAccount", account));
        }

        if (arn is not null)
        {
            keys.Add(("aws:SourceArn", arn));
        }

        AssumeRoleResult result = await world.AssumeAsync(
            IamPrincipal.Service(Service), Request(), Context([.. keys]));

        Assert.Equal(isAssumed, result.IsAssumed);
    }

    private static World ShopOf(string condition) => new(
        User("petra", Partner, "sts:AssumeRole"), Role("Agent", Trust(Partner, condition)));
}
