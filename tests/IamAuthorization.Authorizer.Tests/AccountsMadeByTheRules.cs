using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>What the rules of accounts write, decided on: pinned principals and built-in policies.</summary>
[Trait("Threat", "E14")]
public sealed class AccountsMadeByTheRules
{
    private static readonly IamCall Call = new(Home);

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task BuiltInPolicy_ThatIsAttached_IsDecidedOn()
    {
        await using var world = new World();
        await Users(world).CreateAsync(Call, new NewIamUser { Name = "alice" }, None);
        Assert.False((await world.AskAsync(Alice())).IsAllowed);

        await world.Services.GetRequiredService<IIamIdentityPolicies>().AttachAsync(
            Call, IamIdentity.User("alice"), PolicyArn("ReadOnlyAccess", "aws"), None);

        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        Assert.False((await world.AskAsync(Alice(), action: "orders:Refund")).IsAllowed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PL55_ResourcePolicy_AllowsTheUserItNamed_NotTheNextOfThatName(bool withId)
    {
        await using var world = new World();
        IamPrincipal first = await AliceAsync(world, withId);
        await PutAsync(world, "Allow");
        Assert.True((await world.AskAsync(first)).IsAllowed);

        await Users(world).DeleteAsync(Call, "alice", None);
        IamPrincipal second = await AliceAsync(world, withId);

        Assert.False((await world.AskAsync(second)).IsAllowed);
        await PutAsync(world, "Allow");
        Assert.True((await world.AskAsync(second)).IsAllowed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PL55_ResourcePolicy_ThatDenies_HoldsAlsoForWhoIsAskedForByArnAlone(bool withId)
    {
        await using var world = new World();
        IamPrincipal alice = await AliceAsync(world, withId);
        await world.Services.GetRequiredService<IIamIdentityPolicies>().AttachAsync(
            Call, IamIdentity.User("alice"), PolicyArn("AdministratorAccess", "aws"), None);
        Assert.True((await world.AskAsync(alice)).IsAllowed);

        await PutAsync(world, "Deny");

        Assert.False((await world.AskAsync(alice)).IsAllowed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task PL55_TrustPolicy_TrustsTheUserItNamed_NotTheNextOfThatName(bool withId)
    {
        await using var world = new World();
        IamPrincipal first = await AliceAsync(world, withId);
        string trust = StatementOf("Allow", "sts:AssumeRole", resource: string.Empty);
        await world.Services.GetRequiredService<IIamRoles>().CreateAsync(
            Call, new NewIamRole { Name = "Support", TrustPolicy = trust }, None);
        IamResource role = RoleArn("Support");
        Assert.True((await world.AskAsync(first, role, action: "sts:AssumeRole")).IsAllowed);

        await Users(world).DeleteAsync(Call, "alice", None);
        IamPrincipal second = await AliceAsync(world, withId);

        Assert.False((await world.AskAsync(second, role, action: "sts:AssumeRole")).IsAllowed);
    }

    private static IIamUsers Users(World world) => world.Services.GetRequiredService<IIamUsers>();

    private static async Task<IamPrincipal> AliceAsync(World world, bool withId)
    {
        IamUser user = (await Users(world).CreateAsync(Call, new NewIamUser { Name = "alice" }, None)).Value;
        return IamPrincipal.User(user.Arn, withId ? user.UniqueId : null);
    }

    private static Task<long> PutAsync(World world, string effect) =>
        world.Services.GetRequiredService<IIamStoredResourcePolicies>().PutAsync(
            Call, Order, StatementOf(effect, "orders:*", ",\"Resource\":\"*\""), None);

    private static string StatementOf(string effect, string action, string resource) =>
        $$"""
        {"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}",
        "Principal":{"AWS":"arn:aws:iam::{{Home}}:user/alice"},"Action":"{{action}}"{{resource}}}]}
        """;
}
