using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;
using static IamAuthorization.Policies.Tests.Pitfalls.Saving;

namespace IamAuthorization.Policies.Tests.Pitfalls;

/// <summary>Pitfalls, part E: who is meant by a principal.</summary>
public sealed class PrincipalPitfalls
{
    private const string BobArn = $"arn:aws:iam::{Here}:user/Bob";

    private static readonly IamPrincipal Bob = User("Bob");

    [Fact]
    public void P68_AccountAsPrincipal_DelegatesOnly()
    {
        World world = World.Of(Alice).ResourcePolicy(Allow().For(Here));

        Assert.False(world.IsAllowed());
        Assert.True(world.Identity(Allow()).IsAllowed());
    }

    [Theory]
    [InlineData($"arn:aws:iam::{Here}:role/*", PolicyKind.Resource)]
    [InlineData($"arn:aws:iam::{Here}:role/*", PolicyKind.RoleTrust)]
    [InlineData($"arn:aws:sts::{Here}:assumed-role/R/*", PolicyKind.Resource)]
    [InlineData($"arn:aws:iam::{Here}:*", PolicyKind.Resource)]
    [InlineData($"arn:aws:iam::*:root", PolicyKind.Resource)]
    public void P69_WildcardInPrincipalArn_IsRefusedAndNoPattern(string entry, PolicyKind kind)
    {
        Statement statement = kind == PolicyKind.RoleTrust ? Trust().For(entry) : Allow("app:*").For(entry);

        AssertRefused(World.Text(statement), kind);
        Assert.False(World.Of(Names.Session).ResourcePolicy(Allow().For(entry)).Identity(Silent).IsAllowed());
    }

    [Fact]
    public void P70_StarInTrustPolicy_TrustsEveryAccount()
    {
        Statement trust = Trust().For("*");
        World stranger = World.Of(Stranger).Asks("sts:AssumeRole", RoleArn).OwnedBy(Here).TrustPolicy(trust);

        Assert.False(stranger.IsAllowed());
        Assert.True(stranger.Identity(Allow("sts:AssumeRole")).IsAllowed());
        Assert.True(World.Of(Alice).Asks("sts:AssumeRole", RoleArn).TrustPolicy(trust).IsAllowed());
        Assert.NotEmpty(Save(World.Text(trust), PolicyKind.RoleTrust).Findings);
    }

    [Fact]
    public void P71_NotPrincipalWithAllow_IsRefused() =>
        AssertRefused(World.Text(Allow("app:*").ForAllBut(BobArn)), PolicyKind.Resource);

    [Fact]
    public void P72_NotPrincipalWithoutAccount_DeniesTheOneNamed() =>
        Assert.Equal(
            DecisionOutcome.ExplicitDeny,
            World.Of(Bob).Identity(Allow()).ResourcePolicy(Deny().ForAllBut(BobArn)).Decide().Outcome);

    [Fact]
    public void P73_NotPrincipalWithBoundary_DeniesTheOneNamed()
    {
        World world = World.Of(Bob).Identity(Allow()).ResourcePolicy(Deny().ForAllBut(BobArn, Here));

        Assert.True(world.IsAllowed());
        Assert.Equal(DecisionOutcome.ExplicitDeny, world.Boundary(Allow()).Decide().Outcome);
    }

    [Fact]
    public void P76_RolePath_IsPartOfTheRole()
    {
        IamPrincipal caller = IamPrincipal.RoleSession(Arn.Parse($"arn:aws:iam::{Here}:role/app/R"), "s1");

        Assert.False(World.Of(caller).ResourcePolicy(Allow().For($"arn:aws:iam::{Here}:role/R")).IsAllowed());
        Assert.True(World.Of(caller).ResourcePolicy(Allow().For($"arn:aws:iam::{Here}:role/app/R")).IsAllowed());
        Assert.Equal($"arn:aws:sts::{Here}:assumed-role/R/s1", caller.Arn.ToString());
    }

    [Theory]
    [InlineData("R1", true)]
    [InlineData("R2", false)]
    public void P77_SameSessionName_OtherRole_IsAnotherPrincipal(string role, bool isAllowed) =>
        Assert.Equal(isAllowed, World
            .Of(IamPrincipal.RoleSession(Arn.Parse($"arn:aws:iam::{Here}:role/{role}"), "bob"))
            .ResourcePolicy(Allow().For($"arn:aws:sts::{Here}:assumed-role/R1/bob"))
            .IsAllowed());

    [Fact]
    public void P78_Boundary_IsNoGrant() => Assert.False(World.Of(Alice).Boundary(Allow()).IsAllowed());

    [Fact]
    public void P79_BoundarySilent_UserNamedPassesRoleNamedDoesNot()
    {
        Assert.True(World.Of(Alice).Boundary(Silent).ResourcePolicy(Allow().For(AliceArn)).IsAllowed());
        Assert.False(World.Of(Names.Session).Boundary(Silent).ResourcePolicy(Allow().For(RoleArn)).IsAllowed());
    }

    [Fact]
    public void P80_SessionPolicy_IsNoGrant() =>
        Assert.False(World.Of(Names.Session).Identity(Silent).SessionPolicy(Allow()).IsAllowed());

    [Fact]
    public void P81_SessionGrantedInOtherAccount_StillNeedsIdentity()
    {
        World world = World.Of(Names.Session).OwnedBy(There).ResourcePolicy(Allow().For(SessionArn));

        Assert.False(world.Identity(Silent).IsAllowed());
        Assert.True(world.Identity(Allow()).IsAllowed());
    }

    [Fact]
    public void P82_DenyInAnotherPolicy_Denies() =>
        Assert.Equal(
            DecisionOutcome.ExplicitDeny,
            World.Of(Alice).Identity(Allow()).Identity(Deny("app:Get*")).Decide().Outcome);

    [Fact]
    public void P83_ScpWithoutAllow_DeniesEverything() =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.ServiceControl),
            World.Of(Alice).Identity(Allow()).Scp(Deny("other:*")).Verdict());

    [Fact]
    public void P84_ScpLevelSilent_Denies() =>
        Assert.False(World.Of(Alice).Identity(Allow()).Scp(Allow()).Scp(Silent).Scp(Allow()).IsAllowed());

    [Fact]
    public void P85_ScpOfResourceAccount_IsNotAskedButRcpIs()
    {
        World world = World.Of(Anonymous).OwnedBy(Here).ResourcePolicy(Allow().ForEveryone());

        Assert.True(world.Scp(Deny()).IsAllowed());
        Assert.False(world.Rcp(Deny().ForEveryone()).IsAllowed());
    }

    [Fact]
    public void P86_GroupAsPrincipal_IsRefused() =>
        AssertRefused(World.Text(Allow("app:*").For($"arn:aws:iam::{Here}:group/Devs")), PolicyKind.Resource);

    [Fact]
    public void P87_Owner_IsNotTheTextOfTheArn()
    {
        World world = World.Of(Alice).Identity(Allow());

        Assert.False(world.On("arn:aws:app:::doc/x").IsAllowed());
        Assert.False(world.On($"arn:aws:app::{Here}:doc/x").OwnedBy(There).IsAllowed());
        Assert.True(world.On($"arn:aws:app::{There}:doc/x").OwnedBy(Here).IsAllowed());
    }

    [Fact]
    public void P88_ThirdPartyWithoutExternalId_IsTrustedForAnyCustomer()
    {
        World world = World.Of(Stranger).Asks("sts:AssumeRole", RoleArn).OwnedBy(Here).Identity(Allow());
        Statement trust = Trust().For(There);

        Assert.True(world.TrustPolicy(trust).IsAllowed());
        Assert.False(world.TrustPolicy(trust.When("StringEquals", "sts:ExternalId", "mine")).IsAllowed());
    }

    [Fact]
    public void P89_ServiceWithoutSource_ConditionIsFalse()
    {
        World world = World.Of(Service)
            .OwnedBy(Here)
            .ResourcePolicy(Allow().ForKind("Service", ServiceName).When("StringEquals", "aws:SourceAccount", Here));

        Assert.False(world.IsAllowed());
        Assert.False(world.With("aws:SourceAccount", There).IsAllowed());
        Assert.True(world.With("aws:SourceAccount", Here).IsAllowed());
    }
}
