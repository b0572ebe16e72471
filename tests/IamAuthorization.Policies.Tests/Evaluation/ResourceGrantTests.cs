using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §2.1: which implicit denies a grant of the resource's policy passes over.</summary>
public sealed class ResourceGrantTests
{
    [Theory]
    [InlineData("user", AliceArn, true, true, null)]
    [InlineData("user", "AIDAALICE", true, true, null)]
    [InlineData("federated", AliceArn, true, false, false)]
    [InlineData("federated", "AIDAALICE", true, false, false)]
    [InlineData("session", RoleArn, true, false, false)]
    [InlineData("session", "AROAROLE", true, false, false)]
    [InlineData("session", SessionArn, true, true, true)]
    [InlineData("federated", FederatedArn, true, true, true)]
    [InlineData("user", Here, false, false, null)]
    [InlineData("user", RootArn, false, false, null)]
    [InlineData("session", Here, false, false, false)]
    [InlineData("session", RootArn, false, false, false)]
    [InlineData("user", "*", true, true, null)]
    [InlineData("session", "*", true, true, true)]
    [InlineData("federated", "*", true, true, true)]
    public void EV08_EV12_GrantToEntry_Caller_PassesOverSilentPolicies(
        string caller, string entry, bool passesIdentity, bool passesBoundary, bool? passesSession)
    {
        bool isFederated = string.Equals(caller, "federated", StringComparison.Ordinal);
        World world = World.Of(Caller(caller)).ResourcePolicy(Allow().For(entry));
        World open = isFederated ? world.SessionPolicy(Allow()) : world;

        Assert.Equal(passesIdentity, open.Identity(Silent).IsAllowed());
        Assert.Equal(passesBoundary, open.Identity(Allow()).Boundary(Silent).IsAllowed());
        if (passesSession is { } passes)
        {
            Assert.Equal(passes, world.Identity(Allow()).SessionPolicy(Silent).IsAllowed());
        }
    }

    [Theory]
    [InlineData("user", AliceArn)]
    [InlineData("session", SessionArn)]
    [InlineData("federated", FederatedArn)]
    [InlineData("session", "*")]
    public void ExplicitDenyAnywhere_DirectGrant_StillDenies(string caller, string entry)
    {
        World world = World.Of(Caller(caller)).Identity(Allow()).ResourcePolicy(Allow().For(entry));

        Assert.Equal(DecisionOutcome.ExplicitDeny, world.Identity(Deny()).Decide().Outcome);
        Assert.Equal(DecisionOutcome.ExplicitDeny, world.Boundary(Deny()).Decide().Outcome);
        Assert.Equal(DecisionOutcome.ExplicitDeny, world.Scp(Deny()).Decide().Outcome);
        Assert.Equal(DecisionOutcome.ExplicitDeny, world.Rcp(Deny().ForEveryone()).Decide().Outcome);
        Assert.Equal(DecisionOutcome.ExplicitDeny, world.ResourcePolicy(Deny().For(Here)).Decide().Outcome);
        if (!string.Equals(caller, "user", StringComparison.Ordinal))
        {
            Assert.Equal(DecisionOutcome.ExplicitDeny, world.SessionPolicy(Deny()).Decide().Outcome);
        }
    }

    [Fact]
    public void ScpSilent_DirectGrant_IsLimited() =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.ServiceControl),
            World.Of(Alice).ResourcePolicy(Allow().ForEveryone()).Scp(Silent).Verdict());

    [Fact]
    public void EveryoneWithPrincipalArnCondition_BoundaryAndSessionSilent_IsAllowed() =>
        Assert.True(World.Of(Names.Session)
            .Boundary(Silent)
            .SessionPolicy(Silent)
            .ResourcePolicy(Allow().ForEveryone().When("ArnEquals", "aws:PrincipalArn", RoleArn))
            .IsAllowed());

    [Fact]
    public void EV06_SeveralAllows_HighestLevel_Counts() =>
        Assert.True(World.Of(Alice)
            .Boundary(Silent)
            .ResourcePolicy(Allow().For(Here), Allow().For(AliceArn))
            .IsAllowed());

    [Fact]
    public void EV06_LevelOfAllowThatDoesNotMatch_DoesNotCount() =>
        Assert.False(World.Of(Alice)
            .ResourcePolicy(Allow().For(Here), Allow("app:Other").For(AliceArn))
            .IsAllowed());

    [Theory]
    [InlineData(Doc, true)]
    [InlineData("*", true)]
    [InlineData($"arn:aws:app::{Here}:doc/other", false)]
    public void ResourceElement_OfResourcePolicy_IsMatchedToo(string resource, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(Alice).ResourcePolicy(Allow("*", resource).For(AliceArn)).IsAllowed());

    [Fact]
    public void EV04_DenyOfWholeAccount_DirectGrant_Denies() =>
        Assert.Equal(
            (DecisionOutcome.ExplicitDeny, PolicyType.ResourceBased),
            World.Of(Alice).ResourcePolicy(Allow().For(AliceArn), Deny().For(Here)).Verdict());

    [Theory]
    [InlineData(Here, false, false)]
    [InlineData(Here, true, true)]
    [InlineData(AliceArn, false, true)]
    [InlineData(AliceArn, true, true)]
    public void EV10_GrantRequired_IdentityAndLevel_Decide(string entry, bool identityAllows, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(Alice)
            .Requiring(grant: true)
            .Identity(identityAllows ? Allow() : Silent)
            .ResourcePolicy(Allow().For(entry))
            .IsAllowed());

    [Fact]
    public void EV10_GrantRequired_IdentityAlone_IsDenied() =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.ResourceBased),
            World.Of(Alice).Requiring(grant: true).Identity(Allow()).Verdict());

    [Fact]
    public void EV10_GrantRequired_RoleSessionByRoleArn_NeedsNoIdentity() =>
        Assert.True(World.Of(Names.Session).Requiring(grant: true).ResourcePolicy(Allow().For(RoleArn)).IsAllowed());

    private static IamPrincipal Caller(string caller) => caller switch
    {
        "user" => Alice,
        "session" => Names.Session,
        _ => Federated,
    };
}
