using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §9.1: the words of a denial, and which cause is named when there are several.</summary>
public sealed class DenialWordingTests
{
    private static readonly World Trusting =
        World.Of(Alice).Asks("sts:AssumeRole", RoleArn).Identity(Allow());

    private static readonly World Sessions = World.Of(Names.Session).Identity(Allow());

    [Fact]
    public void Explicit_Causes_AreNamed()
    {
        World user = World.Of(Alice).Identity(Allow());

        AssertReason("with an explicit deny in an identity-based policy", user.Identity(Deny()));
        AssertReason("with an explicit deny in a resource-based policy", user.ResourcePolicy(Deny().ForEveryone()));
        AssertReason(
            "with an explicit deny in the role trust policy",
            Trusting.TrustPolicy((Trust() with { Effect = PolicyEffect.Deny }).For(AliceArn)));
        AssertReason("with an explicit deny in a permissions boundary", user.Boundary(Deny()));
        AssertReason("with an explicit deny in a session policy", Sessions.SessionPolicy(Deny()));
        AssertReason("with an explicit deny in a service control policy", user.Scp(Deny()));
        AssertReason("with an explicit deny in a resource control policy", user.Rcp(Deny().ForEveryone()));
    }

    [Fact]
    public void Implicit_Causes_AreNamed()
    {
        World user = World.Of(Alice).Identity(Allow());

        AssertReason("because no identity-based policy allows the app:GetDoc action", World.Of(Alice));
        AssertReason("because no resource-based policy allows the app:GetDoc action", user.OwnedBy(There));
        AssertReason("because no role trust policy allows the sts:AssumeRole action", Trusting);
        AssertReason("because no permissions boundary allows the app:GetDoc action", user.Boundary(Silent));
        AssertReason("because no session policy allows the app:GetDoc action", Sessions.SessionPolicy(Silent));
        AssertReason("because no service control policy allows the app:GetDoc action", user.Scp(Silent));
    }

    [Theory]
    [InlineData("user", AliceArn)]
    [InlineData("session", SessionArn)]
    public void EV46_Message_NamesCallerActionAndResource(string caller, string callerArn)
    {
        World world = World.Of(string.Equals(caller, "user", StringComparison.Ordinal) ? Alice : Names.Session);

        Assert.Equal(
            $"User: {callerArn} is not authorized to perform: app:GetDoc on resource: {Doc} "
            + "because no identity-based policy allows the app:GetDoc action",
            world.Decide().Message);
    }

    [Fact]
    public void EV46_Message_PolicyNamesAndSids_AreNotDisclosed()
    {
        IamDecision decision = World.Of(Alice).Identity(Deny().Labelled("TopSecret")).Decide();

        Assert.DoesNotContain("TopSecret", decision.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(decision.Statement!.Value.PolicyName, decision.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EV47_ExplicitCauses_AreNamedInOrder()
    {
        World world = Sessions.SessionPolicy(Deny());
        Assert.Equal(PolicyType.Session, world.Decide().DecidedBy);

        world = world.Boundary(Deny());
        Assert.Equal(PolicyType.PermissionsBoundary, world.Decide().DecidedBy);

        world = world.Identity(Deny());
        Assert.Equal(PolicyType.IdentityBased, world.Decide().DecidedBy);

        world = world.ResourcePolicy(Deny().ForEveryone());
        Assert.Equal(PolicyType.ResourceBased, world.Decide().DecidedBy);

        world = world.Rcp(Deny().ForEveryone());
        Assert.Equal(PolicyType.ResourceControl, world.Decide().DecidedBy);

        world = world.Scp(Deny());
        Assert.Equal(PolicyType.ServiceControl, world.Decide().DecidedBy);
    }

    [Fact]
    public void EV47_ImplicitCauses_AreNamedInOrder()
    {
        World world = Sessions.SessionPolicy(Silent);
        Assert.Equal(PolicyType.Session, world.Decide().DecidedBy);

        world = world.Boundary(Silent);
        Assert.Equal(PolicyType.PermissionsBoundary, world.Decide().DecidedBy);

        world = World.Of(Names.Session).Identity(Silent).SessionPolicy(Silent).Boundary(Silent);
        Assert.Equal(PolicyType.IdentityBased, world.Decide().DecidedBy);

        world = world.Requiring(grant: true);
        Assert.Equal(PolicyType.ResourceBased, world.Decide().DecidedBy);

        world = world.Scp(Silent);
        Assert.Equal(PolicyType.ServiceControl, world.Decide().DecidedBy);
    }

    [Fact]
    public void EV47_CrossAccount_CallersSide_IsNamedFirst() =>
        Assert.Equal(
            PolicyType.IdentityBased,
            World.Of(Alice).OwnedBy(There).Identity(Silent).Decide().DecidedBy);

    [Fact]
    public void EV47_ExplicitAndImplicit_ExplicitIsNamed() =>
        Assert.Equal(
            (DecisionOutcome.ExplicitDeny, PolicyType.Session),
            World.Of(Names.Session).Scp(Silent).Identity(Silent).SessionPolicy(Deny()).Verdict());

    private static void AssertReason(string reason, World world)
    {
        IamDecision decision = world.Decide();

        Assert.Equal(reason, decision.Reason);
        Assert.EndsWith(reason, decision.Message, StringComparison.Ordinal);
    }
}
