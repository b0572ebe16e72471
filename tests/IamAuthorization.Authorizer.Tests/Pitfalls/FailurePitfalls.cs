using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Logging;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests.Pitfalls;

/// <summary>P-122: a source that fails where a Deny would have come from is a denial, and the log says so.</summary>
public sealed class FailurePitfalls
{
    private const string DenyOfResource = """{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}""";
    private const string DenyOfSecrets =
        """
        {"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/class":"secret"}}},
        {"Effect":"Allow","Action":"*","Resource":"*"}
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task P122_ResourcePolicies_SourceThrows_Denies(bool isBroken)
    {
        var source = new Policies(_ => isBroken
            ? throw new IOException("the network is gone")
            : new(Document(DenyOfResource, PolicyKind.Resource)));
        await using World world = new World(User("alice", "*")).With<IIamResourcePolicies>(source);

        IamDecision decision = await world.AskAsync(Alice());

        AssertDenied(world, decision, isBroken, PolicyType.ResourceBased);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task P122_ResourceTags_SourceThrows_Denies(bool isBroken)
    {
        var source = new Tags(_ => isBroken
            ? throw new IOException("the network is gone")
            : new(new Dictionary<string, string>(StringComparer.Ordinal) { ["class"] = "secret" }));
        await using World world = new World(User("alice") with
        {
            InlinePolicies = [new NamedPolicy("own", Identity(DenyOfSecrets))],
        }).With<IIamResourceTags>(source);

        IamDecision decision = await world.AskAsync(Alice());

        AssertDenied(world, decision, isBroken, PolicyType.IdentityBased);
    }

    [Theory]
    [InlineData("FindResourcePolicyAsync", true)]
    [InlineData("FindResourcePolicyAsync", false)]
    [InlineData("FindManagedPolicyAsync", true)]
    [InlineData("FindManagedPolicyAsync", false)]
    public async Task P122_Store_ThrowsWhereTheDenyStands_Denies(string call, bool isBroken)
    {
        bool isOfResource = call == "FindResourcePolicyAsync";
        await using var world = new World(
            User("alice", "*") with { AttachedPolicyArns = isOfResource ? [] : [PolicyArn("Freeze")] },
            new ManagedPolicy { Arn = PolicyArn("Freeze"), Document = Deny("orders:*") },
            new ResourcePolicy(isOfResource ? Order : UserArn("other"), Document(DenyOfResource, PolicyKind.Resource)));
        world.Store.FailingCall = isBroken ? call : null;
        world.Store.Fault = Fault.Throw;

        IamDecision decision = await world.AskAsync(Alice());

        AssertDenied(world, decision, isBroken, isOfResource ? PolicyType.ResourceBased : PolicyType.IdentityBased);
    }

    [Fact]
    public async Task P122_SourceThatRecovers_IsAskedAgain()
    {
        bool isBroken = true;
        var source = new Policies(_ => isBroken
            ? throw new IOException("the network is gone")
            : new((PolicyDocument?)null));
        await using World world = new World(User("alice", "*")).With<IIamResourcePolicies>(source);
        Assert.False((await world.AskAsync(Alice())).IsAllowed);

        isBroken = false;

        Assert.True((await world.AskAsync(Alice())).IsAllowed);
    }

    private static void AssertDenied(World world, IamDecision decision, bool isBroken, PolicyType byWhenWhole)
    {
        if (isBroken)
        {
            Assert.False(decision.IsAllowed);
            Assert.NotNull(decision.Failure);
            Assert.Single(world.Logs.GetSnapshot(), record => record.Level == LogLevel.Error);
        }
        else
        {
            Assert.Equal((DecisionOutcome.ExplicitDeny, byWhenWhole), (decision.Outcome, decision.DecidedBy));
        }
    }
}
