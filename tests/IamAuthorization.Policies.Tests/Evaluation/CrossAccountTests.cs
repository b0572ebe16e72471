using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §3 beyond its table: EV-15 to EV-21.</summary>
public sealed class CrossAccountTests
{
    private const string DocWithoutAccount = "arn:aws:app:::doc/plan";

    private static readonly World Granted =
        World.Of(Alice).OwnedBy(There).Identity(Allow()).ResourcePolicy(Allow().For(AliceArn));

    [Fact]
    public void EV17_RootOfOtherAccount_ScpSilent_IsDenied() =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.ServiceControl),
            World.Of(Root).OwnedBy(There).ResourcePolicy(Allow().For(Here)).Scp(Silent).Verdict());

    [Fact]
    public void EV17_RootOfOtherAccount_ResourcePolicySilent_IsDenied() =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.ResourceBased),
            World.Of(Root).OwnedBy(There).ResourcePolicy(Allow().For(There)).Verdict());

    [Fact]
    public void EV18_NoResourcePolicy_OtherAccount_IsDenied() =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.ResourceBased),
            World.Of(Alice).OwnedBy(There).Identity(Allow()).Verdict());

    [Theory]
    [InlineData("*")]
    [InlineData(AliceArn)]
    [InlineData(Here)]
    public void EV19_OtherPartition_NamedInPolicy_IsDenied(string entry) =>
        Assert.False(World.Of(Alice)
            .Asks(GetDoc, $"arn:aws-cn:app::{There}:doc/plan")
            .OwnedBy(There)
            .Identity(Allow())
            .ResourcePolicy(Allow().For(entry))
            .IsAllowed());

    [Fact]
    public void EV20_OneSideExplicit_OtherImplicit_IsExplicit()
    {
        World world = World.Of(Alice).OwnedBy(There).Identity(Silent);

        Assert.Equal(
            DecisionOutcome.ExplicitDeny,
            world.ResourcePolicy(Deny().ForEveryone()).Decide().Outcome);
        Assert.Equal(DecisionOutcome.ExplicitDeny, world.Identity(Deny()).Decide().Outcome);
    }

    [Fact]
    public void EV21_OwnerElsewhere_ForgedAccountSegment_IsCrossAccount() =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.ResourceBased),
            World.Of(Alice).Asks(GetDoc, Doc).OwnedBy(There).Identity(Allow()).Verdict());

    [Fact]
    public void EV21_OwnerHere_ForeignAccountSegment_IsSameAccount() =>
        Assert.True(World.Of(Alice)
            .Asks(GetDoc, $"arn:aws:app::{There}:doc/plan")
            .OwnedBy(Here)
            .Identity(Allow())
            .IsAllowed());

    [Fact]
    public void EV21_ArnWithoutAccount_NoOwner_IsDenied()
    {
        World world = World.Of(Alice).On(DocWithoutAccount).Identity(Allow()).ResourcePolicy(Allow().ForEveryone());

        Assert.Equal(DecisionOutcome.ImplicitDeny, world.Decide().Outcome);
        Assert.False(World.Of(Root).On(DocWithoutAccount).IsAllowed());
        Assert.True(world.OwnedBy(Here).IsAllowed());
    }

    [Fact]
    public void EV21_AccountOfArn_NoOwner_Decides()
    {
        Assert.True(World.Of(Alice).On(Doc).Identity(Allow()).IsAllowed());
        Assert.False(World.Of(Alice).On($"arn:aws:app::{There}:doc/plan").Identity(Allow()).IsAllowed());
    }

    [Fact]
    public void EV21_Star_NoOwner_BelongsToCallersAccount()
    {
        Assert.True(World.Of(Alice).On("*").Identity(Allow()).IsAllowed());
        Assert.True(World.Of(Root).On("*").IsAllowed());
        Assert.False(World.Of(Alice).On("*").OwnedBy(There).Identity(Allow()).IsAllowed());
    }

    [Fact]
    public void EV15_FederatedWithoutSessionPolicy_GrantedDirectly_IsDenied() =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.Session),
            World.Of(Federated).OwnedBy(There).Identity(Allow()).ResourcePolicy(Allow().For(FederatedArn)).Verdict());

    [Fact]
    public void EV24_RcpOfResourceAccount_OtherAccountsCaller_IsLimited() =>
        Assert.Equal(
            (DecisionOutcome.ExplicitDeny, PolicyType.ResourceControl),
            Granted.Rcp(Deny().ForEveryone()).Verdict());
}
