using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// E10: a source of condition keys that fails leaves the engine as its own exception; whoever asked turns it into a
/// denial. It never leaves as an Allow.
/// </summary>
[Trait("Threat", "E10")]
public sealed class FailingContextTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ConditionAsksFailingSource_Decide_LetsTheFailureOut(bool denies)
    {
        Statement statement = (denies ? Deny() : Allow()).When("StringNotEquals", "app:k", "x");
        World world = World.Of(Alice).Identity(Allow("app:Other"), statement);

        Assert.Throws<TimeoutException>(
            () => IamEvaluator.Decide(world.Request(new FailingContext()), world.Policies()));
    }

    [Fact]
    public void VariableAsksFailingSource_Decide_LetsTheFailureOut()
    {
        World world = World.Of(Alice).OwnedBy(Here).On("arn:aws:app:::home/x")
            .Identity(Allow("*", "arn:aws:app:::home/${app:k}"));

        Assert.Throws<TimeoutException>(
            () => IamEvaluator.Decide(world.Request(new FailingContext()), world.Policies()));
    }

    [Fact]
    public void NoConditionAsks_FailingSource_IsNotRead()
    {
        World world = World.Of(Alice).Identity(Allow());

        Assert.True(IamEvaluator.Decide(world.Request(new FailingContext()), world.Policies()).IsAllowed);
    }

    [Fact]
    public void StatementOfOtherAction_FailingSource_IsNotRead()
    {
        World world = World.Of(Alice).Identity(Allow(), Deny("app:Other").When("StringEquals", "app:k", "x"));

        Assert.True(IamEvaluator.Decide(world.Request(new FailingContext()), world.Policies()).IsAllowed);
    }

    private sealed class FailingContext : RequestContext
    {
        public override ContextValue Get(ConditionKey key) => throw new TimeoutException();
    }
}
