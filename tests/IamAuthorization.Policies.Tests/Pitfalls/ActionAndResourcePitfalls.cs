using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;
using static IamAuthorization.Policies.Tests.Pitfalls.Saving;

namespace IamAuthorization.Policies.Tests.Pitfalls;

/// <summary>Pitfalls, part B.</summary>
public sealed class ActionAndResourcePitfalls
{
    private const string Docs = $"arn:aws:app::{Here}:doc/";

    [Fact]
    public void P13_ActionInOtherCase_Matches() =>
        Assert.True(World.Of(Alice).Asks("app:GetItem").Identity(Allow("APP:getitem")).IsAllowed());

    [Fact]
    public void P14_TurkishCulture_ActionMatches()
    {
        using var _ = new CultureScope("tr-TR");

        Assert.True(World.Of(Alice).Asks("app:LISTITEMS").Identity(Allow("app:listitems")).IsAllowed());
    }

    [Theory]
    [InlineData("app:Get ")]
    [InlineData(" app:Get")]
    [InlineData("app :Get")]
    public void P15_WhiteSpaceInAction_MatchesNothingAndIsRefused(string action)
    {
        Assert.False(World.Of(Alice).Asks("app:Get").Identity(Allow(action)).IsAllowed());
        AssertRefused(World.Text(Allow(action)));
    }

    [Theory]
    [InlineData("a*:Get")]
    [InlineData("*:Get")]
    [InlineData("ap?:Get")]
    public void P16_WildcardInServicePrefix_MatchesNothingAndIsRefused(string action)
    {
        Assert.False(World.Of(Alice).Asks("app:Get").Identity(Allow(action)).IsAllowed());
        AssertRefused(World.Text(Allow(action)));
    }

    [Fact]
    public void P17_ArnInOtherCase_DoesNotMatch() =>
        Assert.False(World.Of(Alice).On(Docs + "plan").Identity(Allow("*", Docs + "Plan")).IsAllowed());

    [Fact]
    public void P18_Star_DoesNotStopAtSlash() =>
        Assert.True(World.Of(Alice).On(Docs + "secret/x/public").Identity(Allow("*", Docs + "*/public")).IsAllowed());

    [Fact]
    public void P19_StarInEarlySegment_DoesNotCrossColons() =>
        Assert.False(World.Of(Alice)
            .OwnedBy(Here)
            .On($"arn:aws:app:eu:{There}:z:{Here}:doc/x")
            .Identity(Allow("*", $"arn:aws:app:*:{Here}:doc/x"))
            .IsAllowed());

    [Fact]
    public void P20_PrefixWithoutSlash_ReachesTheNeighbour()
    {
        World world = World.Of(Alice).On(Docs + "team2-secret");

        Assert.True(world.Identity(Allow("*", Docs + "team*")).IsAllowed());
        Assert.False(world.Identity(Allow("*", Docs + "team/*")).IsAllowed());
    }

    [Fact]
    public void P21_Content_IsNotItsContainer()
    {
        World world = World.Of(Alice).On($"arn:aws:app::{Here}:doc");

        Assert.False(world.Identity(Allow("*", Docs + "*")).IsAllowed());
        Assert.True(world.Identity(Allow(["*"], [$"arn:aws:app::{Here}:doc", Docs + "*"])).IsAllowed());
    }

    [Fact]
    public void P22_ActionWithoutResource_NeedsStar()
    {
        World world = World.Of(Alice).Asks("app:ListAll", "*");

        Assert.False(world.Identity(Allow("app:ListAll", Docs + "*")).IsAllowed());
        Assert.True(world.Identity(Allow("app:ListAll")).IsAllowed());
    }

    [Theory]
    [InlineData("iam:CreateUser", false)]
    [InlineData("sts:GetFederationToken", true)]
    [InlineData("invented:Tomorrow", true)]
    public void P23_AllowNotAction_AllowsEverythingElse(string action, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(Alice).Asks(action).Identity(Allow().NotAction("iam:*")).IsAllowed());

    [Fact]
    public void P24_DenyNotAction_IsNoAllow()
    {
        World world = World.Of(Alice).Asks("app:ReadDoc").Identity(Deny().NotAction("app:Read*"));

        Assert.Equal(DecisionOutcome.ImplicitDeny, world.Decide().Outcome);
    }

    [Fact]
    public void P25_AllowNotResource_ReachesOwnPolicies()
    {
        Statement statement = Allow().NotResource(Docs + "secret");

        Assert.True(World.Of(Alice).Asks("iam:PutUserPolicy", AliceArn).Identity(statement).IsAllowed());
        Assert.False(World.Of(Alice).On(Docs + "secret").Identity(statement).IsAllowed());
        AssertFlagged(PolicyFindingSeverity.Security, World.Text(statement));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void P26_NotResourceWithMissingVariable_AppliesToEverything(bool denies)
    {
        World world = World.Of(Names.Session).On($"arn:aws:app::{Here}:home/alice/x");
        Statement statement = (denies ? Deny() : Allow()).NotResource($"arn:aws:app::{Here}:home/${{aws:username}}/*");

        Assert.Equal(
            denies ? DecisionOutcome.ExplicitDeny : DecisionOutcome.Allow,
            world.Identity(statement).Decide().Outcome);
    }

    [Fact]
    public void P27_NotActionStar_MatchesNothing() =>
        Assert.False(World.Of(Alice).Identity(Allow().NotAction("*")).IsAllowed());

    [Fact]
    public void P28_QuestionMark_NeedsACharacter() =>
        Assert.False(World.Of(Alice).On(Docs).Identity(Allow("*", Docs + "?")).IsAllowed());

    [Fact]
    public void P29_Move_NeedsBothResources()
    {
        World world = World.Of(Alice).Asks("app:Move").Identity(Allow("app:Move", Docs + "y"));

        bool mayMove = world.On(Docs + "x").IsAllowed() && world.On(Docs + "y").IsAllowed();

        Assert.True(world.On(Docs + "y").IsAllowed());
        Assert.False(mayMove);
    }

    [Theory]
    [InlineData("app:*")]
    [InlineData("*")]
    [InlineData("app:Ge?")]
    public void P30_RequestWithWildcard_IsCallerError(string action) =>
        Assert.Throws<FormatException>(() => World.Of(Alice).Asks(action).Identity(Allow()).Decide());
}
