using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>E10: whatever the store, a provider or the log does, the answer is no Allow, and it comes.</summary>
[Trait("Threat", "E10")]
public sealed class Faults
{
    private static readonly string[] StoreCalls =
    [
        "GetSnapshotAsync", "FindUserAsync", "FindManagedPolicyAsync", "FindResourcePolicyAsync",
        "FindOrganizationPathAsync",
    ];

    // WHY: these two may truthfully answer nothing, which is no fault.
    private static readonly string[] OptionalCalls = ["FindResourcePolicyAsync", "FindOrganizationPathAsync"];

    public static TheoryData<string, Fault> StoreFaults => new(
        from call in StoreCalls
        from fault in Enum.GetValues<Fault>()
        where fault != Fault.Null || !OptionalCalls.Contains(call)
        select (call, fault));

    [Theory]
    [MemberData(nameof(StoreFaults))]
    public async Task StoreCall_ThatFails_IsADenialWithReason(string call, Fault fault)
    {
        await using World world = AllowingWorld();
        Assert.True((await AskAsync(world)).IsAllowed);
        await using World faulty = AllowingWorld();
        faulty.Store.FailingCall = call;
        faulty.Store.Fault = fault;

        IamDecision decision = await AskAsync(faulty);

        Assert.False(decision.IsAllowed);
        Assert.NotNull(decision.Failure);
        bool isNoPrincipal = decision.Failure == "there is no such principal";
        Assert.Equal(
            isNoPrincipal ? 0 : fault == Fault.Null && call == "GetSnapshotAsync" ? 0 : 1,
            faulty.Logs.GetSnapshot().Count(record => record.Level == LogLevel.Error));
    }

    public static TheoryData<Fault> ProviderFaults => new(Fault.Throw, Fault.Cancel, Fault.Hang);

    [Theory]
    [MemberData(nameof(ProviderFaults))]
    public async Task ProviderOfPolicies_ThatFails_IsADenialWithReason(Fault fault)
    {
        await using World world = AllowingWorld().With<IIamResourcePolicies>(
            new Policies(token => FailAsync<PolicyDocument?>(fault, token)));

        IamDecision decision = await AskAsync(world);

        Assert.False(decision.IsAllowed);
        Assert.StartsWith("the app's source of resource policies ", decision.Failure, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ProviderFaults))]
    public async Task ProviderOfTags_ThatFails_IsADenialWithReason(Fault fault)
    {
        await using World world = new World(User("alice", "*") with
        {
            InlinePolicies = [new NamedPolicy("all", Allow("*")), new NamedPolicy("tagged", AllowIf(
                """{"StringEquals":{"aws:ResourceTag/a":"b"}}"""))],
        }).With<IIamResourceTags>(
            new Tags(token => FailAsync<IReadOnlyDictionary<string, string>?>(fault, token)));

        IamDecision decision = await AskAsync(world);

        Assert.False(decision.IsAllowed);
        Assert.StartsWith("the app's source of resource tags ", decision.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProviderThatAnswersNull_MeansNone()
    {
        await using World world = AllowingWorld()
            .With<IIamResourcePolicies>(new Policies(_ => new((PolicyDocument?)null)));

        Assert.True((await AskAsync(world)).IsAllowed);
    }

    [Fact]
    public async Task ContextThatThrows_IsADenial()
    {
        await using var world = new World(User("alice") with
        {
            InlinePolicies = [new NamedPolicy("p", AllowIf("""{"Null":{"orders:Region":"true"}}"""))],
        });

        IamDecision decision = await world.AskAsync(Alice(), context: new ThrowingContext());

        Assert.Equal((false, "the decision failed"), (decision.IsAllowed, decision.Failure));
    }

    [Fact]
    public async Task CallersOwnCancellation_IsNoDecision()
    {
        await using World world = AllowingWorld();
        world.Store.FailingCall = "FindUserAsync";
        world.Store.Fault = Fault.Hang;
        using var cancelled = new CancellationTokenSource();
        ValueTask<IamDecision> pending = world.AskAsync(Alice(), cancellationToken: cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pending);
    }

    [Fact]
    public async Task EV02_AttachedPolicyThatDoesNotExist_Denies()
    {
        await using var world = new World(User("alice", "*") with { AttachedPolicyArns = [PolicyArn("gone")] });

        IamDecision decision = await world.AskAsync(Alice());

        Assert.Equal((false, "a policy that applies cannot be read"), (decision.IsAllowed, decision.Failure));
        Assert.Contains(
            PolicyArn("gone").ToString(),
            Assert.Single(world.Logs.GetSnapshot(), record => record.Id.Id == 2000).Exception!.Message,
            StringComparison.Ordinal);
    }

    private static World AllowingWorld() => new(
        User("alice", "*") with { AttachedPolicyArns = [PolicyArn("P")] },
        new ManagedPolicy { Arn = PolicyArn("P"), Document = Allow("orders:*") });

    /// <summary>Asks and lets the time of the limits pass.</summary>
    private static async Task<IamDecision> AskAsync(World world)
    {
        Task<IamDecision> pending = world.AskAsync(Alice()).AsTask();
        world.Clock.Advance(new IamAuthorizerOptions().StoreTimeout);
        return await pending;
    }

    private static async ValueTask<T> FailAsync<T>(Fault fault, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case Fault.Hang:
                await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
                break;
            case Fault.Cancel:
                throw new OperationCanceledException("somebody else gave up");
        }

        throw new IOException("the network is gone");
    }

    private sealed class ThrowingContext : RequestContext
    {
        public override ContextValue Get(ConditionKey key) => throw new InvalidOperationException("no request");
    }
}
