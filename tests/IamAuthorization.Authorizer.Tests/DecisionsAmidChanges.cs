using System.Collections.Immutable;
using System.Reflection;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>Who decides waits for nobody who changes, and sees every change that was acknowledged, whole.</summary>
public sealed class DecisionsAmidChanges
{
    private const int Changes = 300;

    // WHY: only a deadlock, which is what these tests look for, takes that long.
    private static readonly TimeSpan Deadlock = TimeSpan.FromMinutes(1);

    private static readonly IamPrincipal Bob = IamPrincipal.User(UserArn("bob"));

    [Theory]
    [InlineData("store")]
    [InlineData("cache")]
    public async Task LocksOfWritersAreHeld_CallerThatIsKnown_IsDecided(string holder)
    {
        await using var world = new World(User("alice", "orders:*"));
        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        Lock[] locks = LocksOf(
            holder == "store" ? world.Store.Inner : world.Services.GetRequiredService<RevisionedCache>());
        bool wasDecided = false;
        Task<IamDecision>? decision = null;

        Assert.NotEmpty(locks);
        HoldAll(locks, () =>
        {
            decision = Task.Run(async () => await world.AskAsync(Alice()), Cancel);
            wasDecided = decision.Wait(Deadlock, Cancel);
        });

        Assert.True(wasDecided);
        Assert.True((await decision!).IsAllowed);
    }

    [Fact]
    public async Task CommitIsUnderWay_CallersKnownOrNot_AreDecidedOnTheStateBefore()
    {
        await using var world = new World(User("alice", "orders:*"), User("bob", "orders:*"));
        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        using var inCommit = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        using IDisposable subscription = world.Store.Subscribe(_ =>
        {
            inCommit.Set();
            mayEnd.Wait(Deadlock, Cancel);
        });

        Task commit = Task.Run(async () => await world.CommitAsync(User("alice"), User("bob")), Cancel);
        Assert.True(inCommit.Wait(Deadlock, Cancel));
        IamDecision known = await world.AskAsync(Alice()).AsTask().WaitAsync(Deadlock, Cancel);
        IamDecision unknown = await world.AskAsync(Bob).AsTask().WaitAsync(Deadlock, Cancel);
        mayEnd.Set();
        await commit.WaitAsync(Deadlock, Cancel);

        Assert.True(known.IsAllowed);
        Assert.True(unknown.IsAllowed);
        Assert.False((await world.AskAsync(Alice())).IsAllowed);
        Assert.False((await world.AskAsync(Bob)).IsAllowed);
    }

    [Fact]
    [Trait("Threat", "C2")]
    public async Task C2_OthersDecideAllTheTime_EveryChange_IsSeenByTheVeryNextDecision()
    {
        await using var world = new World(Attached("alice"), Attached("bob"), Policy(isAllowed: true));
        Assert.True((await world.AskAsync(Alice())).IsAllowed);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<int>[] others = [AskUntilAsync(world, Alice(), stop.Token), AskUntilAsync(world, Bob, stop.Token)];
        int stale = 0;

        for (int change = 0; change < Changes; change++)
        {
            bool isAllowed = change % 2 == 1;
            await world.CommitAsync(Policy(isAllowed));
            IamDecision next = await Task.Run(async () => await world.AskAsync(Alice()), Cancel);
            stale += next.IsAllowed == isAllowed ? 0 : 1;
        }

        await stop.CancelAsync();
        int[] failed = await Task.WhenAll(others).WaitAsync(Deadlock, Cancel);
        Assert.Equal(0, stale);
        Assert.Equal([0, 0], failed);
    }

    [Fact]
    [Trait("Threat", "C2")]
    public async Task C2_TwoPoliciesChangeInOneCommit_EveryScope_SeesBothOrNeither()
    {
        await using var world = new World(User("alice", "orders:Get*"), Policy("orders:List*"));
        await world.CommitAsync(Both("orders:Get*", "orders:List*"));
        Task changing = Task.Run(
            async () =>
            {
                for (int change = 0; change < Changes; change++)
                {
                    await world.CommitAsync(change % 2 == 0 ? Both("a:*", "a:*") : Both("orders:Get*", "orders:List*"));
                }
            },
            Cancel);

        var whole = new HashSet<(bool Get, bool List)> { (true, true), (false, false) };
        var answers = new HashSet<(bool Get, bool List)>();
        do
        {
            answers.Add(await AskBothAsync(world));
        }
        while (!changing.IsCompleted);

        await changing;
        Assert.Subset(whole, answers);
        Assert.Equal((true, true), await AskBothAsync(world));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every lock that an object has, whatever its name.</summary>
    private static Lock[] LocksOf(object holder) =>
    [
        .. holder.GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
            .Select(field => field.GetValue(holder))
            .OfType<Lock>(),
    ];

    private static void HoldAll(ReadOnlySpan<Lock> locks, Action action)
    {
        if (locks.IsEmpty)
        {
            action();
            return;
        }

        lock (locks[0])
        {
            HoldAll(locks[1..], action);
        }
    }

    private static IamUser Attached(string name) => new()
    {
        Arn = UserArn(name),
        AttachedPolicyArns = [PolicyArn("P")],
    };

    private static ManagedPolicy Policy(bool isAllowed) => Policy(isAllowed ? "orders:*" : "a:*");

    private static ManagedPolicy Policy(string action) => new()
    {
        Arn = PolicyArn("P"),
        Document = Allow(action),
    };

    private static IamEntity[] Both(string own, string attached) =>
        [User("alice", own) with { AttachedPolicyArns = [PolicyArn("P")] }, Policy(attached)];

    private static async Task<(bool Get, bool List)> AskBothAsync(World world)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        ImmutableArray<IamDecision> decisions = await scope.ServiceProvider.GetRequiredService<IIamAuthorizer>()
            .AuthorizeManyAsync(
                Alice(),
                [new IamQuestion(GetOrder, Order), new IamQuestion(ActionName.Parse("orders:ListAll"), Order)],
                cancellationToken: Cancel);
        return (decisions[0].IsAllowed, decisions[1].IsAllowed);
    }

    /// <summary>Asks again and again.</summary>
    /// <returns>How many questions could not be decided.</returns>
    private static Task<int> AskUntilAsync(World world, IamPrincipal caller, CancellationToken stop) => Task.Run(
        async () =>
        {
            int failed = 0;
            while (!stop.IsCancellationRequested)
            {
                failed += (await world.AskAsync(caller)).Failure is null ? 0 : 1;
            }

            return failed;
        },
        Cancel);
}
