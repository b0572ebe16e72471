using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §2.2, §5 and §6.6: root, anonymous, services, and users with temporary credentials.</summary>
public sealed class CallerKindTests
{
    [Fact]
    public void EV01_NoPolicies_User_IsDenied() =>
        Assert.Equal((DecisionOutcome.ImplicitDeny, PolicyType.IdentityBased), World.Of(Alice).Verdict());

    [Theory]
    [InlineData("session")]
    [InlineData("federated")]
    [InlineData("anonymous")]
    [InlineData("service")]
    [InlineData("provider")]
    public void EV01_NoPolicies_Caller_IsDenied(string caller) =>
        Assert.Equal(DecisionOutcome.ImplicitDeny, World.Of(Caller(caller)).OwnedBy(Here).Decide().Outcome);

    [Fact]
    public void EV01_NoPolicies_RootInOwnAccount_IsAllowed() =>
        Assert.Equal((DecisionOutcome.Allow, PolicyType.AccountRootUser), World.Of(Root).Verdict());

    [Fact]
    public void EV14_ResourcePolicyDenies_Root_IsDenied() =>
        Assert.Equal(
            (DecisionOutcome.ExplicitDeny, PolicyType.ResourceBased),
            World.Of(Root).ResourcePolicy(Deny().ForEveryone()).Verdict());

    [Theory]
    [InlineData("anonymous")]
    [InlineData("service")]
    [InlineData("provider")]
    public void CallerWithoutAccount_IdentityPolicies_DoNotExist(string caller) =>
        Assert.False(World.Of(Caller(caller)).OwnedBy(Here).Identity(Allow()).IsAllowed());

    [Theory]
    [InlineData("anonymous")]
    [InlineData("service")]
    public void CallerWithoutAccount_GrantedToEveryone_IsAllowedUnlessDenied(string caller)
    {
        World world = World.Of(Caller(caller)).OwnedBy(Here).ResourcePolicy(Allow().ForEveryone());

        Assert.Equal((DecisionOutcome.Allow, PolicyType.ResourceBased), world.Verdict());
        Assert.Equal(
            (DecisionOutcome.ExplicitDeny, PolicyType.ResourceBased),
            world.ResourcePolicy(Deny().ForEveryone()).Verdict());
        Assert.Equal(
            (DecisionOutcome.ExplicitDeny, PolicyType.ResourceControl),
            world.Rcp(Deny().ForEveryone()).Verdict());
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("service")]
    public void CallerWithoutAccount_SilentPolicy_ReasonIsResource(string caller) =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.ResourceBased),
            World.Of(Caller(caller)).OwnedBy(Here).ResourcePolicy(Silent.ForEveryone()).Verdict());

    [Theory]
    [InlineData(AliceArn)]
    [InlineData(Here)]
    public void Deny_OfUserOrAccount_DoesNotMeetAnonymous(string entry) =>
        Assert.True(World.Of(Anonymous)
            .OwnedBy(Here)
            .ResourcePolicy(Allow().ForEveryone(), Deny().For(entry))
            .IsAllowed());

    [Fact]
    public void UserWithSessionToken_NoSessionPolicies_HasAllRightsOfUser()
    {
        IamPrincipal caller = IamPrincipal.User(Arn.Parse(AliceArn), session: new IamSession());

        Assert.True(World.Of(caller).Identity(Allow()).IsAllowed());
        Assert.True(World.Of(caller).Boundary(Silent).ResourcePolicy(Allow().For(AliceArn)).IsAllowed());
    }

    [Theory]
    [InlineData("user")]
    [InlineData("root")]
    public void EV07_SessionPolicies_CallerThatCannotHaveThem_IsNeverAllowed(string caller)
    {
        World world = World.Of(Caller(caller)).Identity(Allow()).SessionPolicy(Allow());

        bool isAllowed;
        try
        {
            isAllowed = world.IsAllowed();
        }
        catch (ArgumentException)
        {
            isAllowed = false;
        }

        Assert.False(isAllowed);
    }

    [Fact]
    public void EV07_SeveralSessionPolicies_UnionOfAllows_IsTheLimit()
    {
        World world = World.Of(Names.Session).Identity(Allow())
            .SessionPolicy(Allow("app:List*"))
            .SessionPolicy(Allow("app:Get*"));

        Assert.True(world.IsAllowed());
        Assert.False(world.Asks("app:PutDoc").IsAllowed());
        Assert.Equal(
            (DecisionOutcome.ExplicitDeny, PolicyType.Session),
            world.SessionPolicy(Deny("app:Get*")).Verdict());
    }

    [Fact]
    public void Groups_PoliciesOfGroupAndUser_AreOneSet()
    {
        World world = World.Of(Alice).Identity(Allow("app:Get*")).Identity(Allow("app:List*"));

        Assert.True(world.Asks("app:GetDoc").IsAllowed());
        Assert.True(world.Asks("app:ListDocs").IsAllowed());
        Assert.Equal(DecisionOutcome.ExplicitDeny, world.Identity(Deny("app:GetDoc")).Decide().Outcome);
    }

    private static IamPrincipal Caller(string caller) => caller switch
    {
        "user" => Alice,
        "root" => Root,
        "session" => Names.Session,
        "federated" => Federated,
        "service" => Service,
        "provider" => IamPrincipal.FederatedIdentity("idp.example"),
        _ => Anonymous,
    };
}
