using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.Authorizer.Tests;

public sealed class PrincipalsByName
{
    private const string UserId = "AIDAEXAMPLEEXAMPLE01";
    private const string RoleId = "AROAEXAMPLEEXAMPLE01";

    private static readonly IamUser PlainUser = World.User("alice", "orders:GetOrder");

    private static readonly IamUser StaffUser = new()
    {
        Arn = IamArn.User("aws", World.Home, "bob", "/staff/"),
        UniqueId = UserId,
        InlinePolicies = [new NamedPolicy("own", World.Allow("orders:GetOrder"))],
    };

    private static readonly IamUser OtherAccountsUser = new()
    {
        Arn = IamArn.User("aws", World.Other, "bob", "/partners/"),
    };

    private static readonly IamRole AppRole = new()
    {
        Arn = IamArn.Role("aws", World.Home, "Support", "/app/"),
        UniqueId = RoleId,
        TrustPolicy = World.Document(
            $$"""{"Effect":"Allow","Principal":{"AWS":"{{World.Home}}"},"Action":"sts:AssumeRole"}""",
            PolicyKind.RoleTrust),
        InlinePolicies = [new NamedPolicy("own", World.Allow("orders:GetOrder"))],
    };

    [Theory]
    [InlineData(World.Home, "alice", "arn:aws:iam::111122223333:user/alice", null)]
    [InlineData(World.Home, "bob", "arn:aws:iam::111122223333:user/staff/bob", UserId)]
    [InlineData(World.Other, "bob", "arn:aws:iam::444455556666:user/partners/bob", null)]
    public async Task User_FriendlyName_HasItsPathAndUniqueId(string account, string name, string arn, string? uniqueId)
    {
        await using World world = NewWorld();

        IamPrincipal? found = await FindUserAsync(world, account, name);

        Assert.Equal(arn, found!.Arn.ToString());
        Assert.Equal(uniqueId, found.UniqueId);
    }

    [Theory]
    [InlineData(World.Other, "alice")]
    [InlineData("777788889999", "bob")]
    [InlineData(World.Home, "Bob")]
    [InlineData(World.Home, "staff/bob")]
    [InlineData(World.Home, "Support")]
    [InlineData(World.Home, "")]
    [InlineData("", "bob")]
    public async Task User_NameNobodyHas_IsNull(string account, string name)
    {
        await using World world = NewWorld();

        Assert.Null(await FindUserAsync(world, account, name));
    }

    [Fact]
    public async Task RoleSession_FriendlyName_HasTheRolesPathAndUniqueId()
    {
        await using World world = NewWorld();
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();

        IamPrincipal? found = await PrincipalsOf(scope).FindRoleSessionAsync(
            World.Home, "Support", "alice", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("arn:aws:iam::111122223333:role/app/Support", found!.PrincipalArn.ToString());
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/Support/alice", found.Arn.ToString());
        Assert.Equal(RoleId, found.UniqueId);
    }

    [Theory]
    [InlineData(World.Other, "Support")]
    [InlineData(World.Home, "app/Support")]
    [InlineData(World.Home, "bob")]
    public async Task RoleSession_NameNoRoleHas_IsNull(string account, string name)
    {
        await using World world = NewWorld();
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();

        Assert.Null(await PrincipalsOf(scope).FindRoleSessionAsync(
            account, name, "alice", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Found_ThenDecided_ReadsOneSnapshotAndTheCallerOnce()
    {
        await using World world = NewWorld();
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();

        IamPrincipal? found = await PrincipalsOf(scope).FindUserAsync(
            World.Home, "bob", cancellationToken: TestContext.Current.CancellationToken);
        await world.CommitAsync(StaffUser with { InlinePolicies = [] });
        IamDecision decision = await scope.ServiceProvider.GetRequiredService<IIamAuthorizer>().AuthorizeAsync(
            found!, World.GetOrder, World.Order, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(decision.IsAllowed, decision.Message);
        Assert.Equal(1, world.Store.Calls.Count(call => call == nameof(IIamStore.GetSnapshotAsync)));
    }

    [Theory]
    [Trait("Threat", "E10")]
    [InlineData(nameof(IIamStore.GetSnapshotAsync), Fault.Null, "the store of policies failed")]
    [InlineData(nameof(IIamStore.GetSnapshotAsync), Fault.Throw, "the store of policies failed")]
    [InlineData(nameof(IIamStore.GetSnapshotAsync), Fault.Cancel, "the store of policies failed")]
    [InlineData(nameof(IIamSnapshot.FindUserAsync), Fault.Throw, "the store of policies failed")]
    [InlineData(nameof(IIamSnapshot.FindUserAsync), Fault.Cancel, "the store of policies failed")]
    [InlineData(nameof(IIamSnapshot.FindUserAsync), Fault.Unreadable, "a policy that applies cannot be read")]
    public async Task E10_StoreFails_NobodyIsFound(string call, Fault fault, string reason)
    {
        await using World world = NewWorld();
        world.Store.FailingCall = call;
        world.Store.Fault = fault;

        InvalidOperationException failed = await Assert.ThrowsAnyAsync<InvalidOperationException>(
            () => FindUserAsync(world, World.Home, "bob"));

        Assert.Equal(reason, failed.Message);
    }

    [Fact]
    [Trait("Threat", "E10")]
    public async Task E10_StoreHangs_NobodyIsFoundInTime()
    {
        await using World world = NewWorld();
        world.Store.FailingCall = nameof(IIamSnapshot.FindUserAsync);
        world.Store.Fault = Fault.Hang;

        Task<IamPrincipal?> finding = FindUserAsync(world, World.Home, "bob");
        world.Clock.Advance(TimeSpan.FromMinutes(1));

        InvalidOperationException failed = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => finding);
        Assert.Equal("the store of policies did not answer in time", failed.Message);
    }

    private static World NewWorld() => new(PlainUser, StaffUser, OtherAccountsUser, AppRole);

    private static IIamPrincipals PrincipalsOf(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<IIamPrincipals>();

    private static async Task<IamPrincipal?> FindUserAsync(World world, string account, string name)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        return await PrincipalsOf(scope).FindUserAsync(
            account, name, cancellationToken: TestContext.Current.CancellationToken);
    }
}
