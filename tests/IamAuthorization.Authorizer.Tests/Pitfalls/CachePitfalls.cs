using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests.Pitfalls;

/// <summary>P-123 and P-124: a decision rests on one state of the store, and the next one on the newest.</summary>
public sealed class CachePitfalls
{
    private const string DenyOfResource = """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""";

    private static readonly IamGroup Sales = new()
    {
        Arn = IamArn.Group("aws", Home, "Sales"),
        AttachedPolicyArns = [PolicyArn("Read")],
    };

    private static readonly ManagedPolicy Read = new() { Arn = PolicyArn("Read"), Document = Allow("orders:GetOrder") };

    private static readonly ManagedPolicy Nothing = new() { Arn = PolicyArn("Nothing"), Document = Allow("other:*") };

    private static readonly ResourcePolicy Frozen = new(Order, Document(DenyOfResource, PolicyKind.Resource));

    /// <summary>What alice has at first, and the change that takes her right away.</summary>
    public static TheoryData<string, IamUser, IamEntity> Revocations => new()
    {
        { "inline policy deleted", User("alice", "orders:GetOrder"), User("alice") },
        { "policy detached", Attached("Read"), User("alice") },
        { "policy replaced", Attached("Read"), Read with { Document = Allow("orders:ListOrders") } },
        { "left the group", Member(), User("alice") },
        { "policy detached from the group", Member(), Sales with { AttachedPolicyArns = [] } },
        { "group's policy replaced", Member(), Read with { Document = Deny("*") } },
        { "boundary set", Attached("Read"), Attached("Read") with { PermissionsBoundaryArn = PolicyArn("Nothing") } },
        { "resource policy put", Attached("Read"), Frozen },
    };

    [Theory]
    [MemberData(nameof(Revocations))]
    public async Task P123_RightTakenAway_NextScope_IsDenied(string situation, IamUser alice, IamEntity change)
    {
        await using var world = new World(alice, Sales, Read, Nothing);
        Assert.True((await world.AskAsync(Alice())).IsAllowed, situation);
        Assert.True((await world.AskAsync(Alice())).IsAllowed, situation);

        await world.CommitAsync(change);

        Assert.False((await world.AskAsync(Alice())).IsAllowed, situation);
    }

    [Fact]
    public async Task P123_PrincipalDeleted_NextScope_IsDenied()
    {
        await using var world = new World(Attached("Read"), Read);
        Assert.True((await world.AskAsync(Alice())).IsAllowed);

        await world.DeleteAsync(IamEntityKey.User(Home, "alice"));

        Assert.Equal("there is no such principal", (await world.AskAsync(Alice())).Failure);
    }

    /// <remarks>
    /// Before, nothing allows; afterwards the identity allows and the resource denies. Only a mixture of the two
    /// states allows.
    /// </remarks>
    [Theory]
    [InlineData("FindUserAsync")]
    [InlineData("FindResourcePolicyAsync")]
    [InlineData("FindOrganizationPathAsync")]
    public async Task P124_PolicyReplacedDuringEvaluation_Scope_SeesOneState(string during)
    {
        await using var world = new World(User("alice"));
        using var reached = new SemaphoreSlim(0);
        using var committed = new SemaphoreSlim(0);
        world.Store.Meanwhile = call => call == during ? HandOverAsync(reached, committed) : Task.CompletedTask;
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();

        Task<IamDecision> pending = Task.Run(() => authorizer.AuthorizeAsync(Alice(), GetOrder, Order).AsTask());
        await reached.WaitAsync(TestContext.Current.CancellationToken);
        await world.CommitAsync(User("alice", "orders:*"), Frozen);
        world.Store.Meanwhile = _ => Task.CompletedTask;
        committed.Release();
        IamDecision first = await pending;
        IamDecision second = await authorizer.AuthorizeAsync(Alice(), ActionName.Parse("orders:Refund"), Order);
        IamDecision next = await world.AskAsync(Alice());

        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, DecisionOutcome.ImplicitDeny, DecisionOutcome.ExplicitDeny),
            (first.Outcome, second.Outcome, next.Outcome));
        Assert.All([first, second, next], decision => Assert.Null(decision.Failure));
    }

    private static async Task HandOverAsync(SemaphoreSlim reached, SemaphoreSlim committed)
    {
        reached.Release();
        await committed.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static IamUser Attached(string policy) => User("alice") with { AttachedPolicyArns = [PolicyArn(policy)] };

    private static IamUser Member() => User("alice") with { GroupNames = ["Sales"] };
}
