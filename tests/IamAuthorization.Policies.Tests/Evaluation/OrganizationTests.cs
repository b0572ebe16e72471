using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §4: service and resource control policies, level by level.</summary>
public sealed class OrganizationTests
{
    private const string ServiceLinkedRoleArn = $"arn:aws:iam::{Here}:role/aws-service-role/app.example/Linked";

    [Theory]
    [InlineData("AAA", DecisionOutcome.Allow)]
    [InlineData("-AA", DecisionOutcome.ImplicitDeny)]
    [InlineData("A-A", DecisionOutcome.ImplicitDeny)]
    [InlineData("AA-", DecisionOutcome.ImplicitDeny)]
    [InlineData("DAA", DecisionOutcome.ExplicitDeny)]
    [InlineData("ADA", DecisionOutcome.ExplicitDeny)]
    [InlineData("AAD", DecisionOutcome.ExplicitDeny)]
    [InlineData("-D-", DecisionOutcome.ExplicitDeny)]
    public void EV22_ScpLevels_EachMustAllow(string levels, DecisionOutcome outcome)
    {
        World world = levels.Aggregate(
            World.Of(Alice).Identity(Allow()),
            (built, level) => built.Scp(level switch { 'A' => Allow(), 'D' => Deny(), _ => Silent }));

        Assert.Equal(outcome, world.Decide().Outcome);
    }

    [Fact]
    public void EV22_ScpAllowsAll_IdentitySilent_NeverGrants() =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.IdentityBased),
            World.Of(Alice).Identity(Silent).Scp(Allow()).Verdict());

    [Fact]
    public void EV22_OneLevel_TwoPolicies_EitherAllows()
    {
        World world = World.Of(Alice).Identity(Allow())
            .AttachAt(PolicyKind.ServiceControl, 0, World.Text(Silent))
            .AttachAt(PolicyKind.ServiceControl, 0, World.Text(Allow("app:*")));

        Assert.True(world.IsAllowed());
    }

    [Fact]
    public void EV26_FeatureDisabled_GateIsOpen() => Assert.True(World.Of(Alice).Identity(Allow()).IsAllowed());

    [Theory]
    [InlineData("service-linked", true)]
    [InlineData("session", false)]
    [InlineData("root", false)]
    public void EV23_ScpSilent_Caller_IsLimited(string caller, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(Caller(caller)).Identity(Allow()).Scp(Silent).IsAllowed());

    [Theory]
    [InlineData("role/aws-service-role/app.example/Linked", true)]
    [InlineData("role/aws-service-role", false)]
    [InlineData("role/AWS-service-role/app.example/Linked", false)]
    [InlineData("role/x/aws-service-role/Linked", false)]
    public void EV23_ScpDenies_RoleByPath_IsLimitedUnlessServiceLinked(string role, bool isAllowed)
    {
        IamPrincipal caller = IamPrincipal.RoleSession(Arn.Parse($"arn:aws:iam::{Here}:{role}"), "s1");

        Assert.Equal(isAllowed, World.Of(caller).Identity(Allow()).Scp(Deny()).IsAllowed());
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("service")]
    public void EV23_ScpSilent_CallerWithoutAccount_IsNotLimited(string caller) =>
        Assert.True(World.Of(Caller(caller))
            .OwnedBy(Here)
            .ResourcePolicy(Allow().ForEveryone())
            .Scp(Silent)
            .Scp(Deny())
            .IsAllowed());

    [Theory]
    [InlineData("user", false)]
    [InlineData("session", false)]
    [InlineData("root", false)]
    [InlineData("stranger", false)]
    [InlineData("anonymous", false)]
    [InlineData("service", false)]
    [InlineData("service-linked", true)]
    public void EV24_RcpDenies_Caller_IsLimited(string caller, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            World.Of(Caller(caller))
                .OwnedBy(Here)
                .Identity(Allow())
                .ResourcePolicy(Allow().ForEveryone())
                .Rcp(Deny().ForEveryone())
                .IsAllowed());

    [Fact]
    public void EV25_RcpThatDoesNotMatch_BuiltInAllow_KeepsGateOpen() =>
        Assert.True(World.Of(Alice).Identity(Allow()).Rcp(Deny("app:Other").ForEveryone()).IsAllowed());

    [Fact]
    public void EV24_RcpWithCondition_OnlyThoseItMeans_AreDenied()
    {
        Statement onlyMine = Deny().ForEveryone().When("StringNotEquals", "aws:PrincipalAccount", Here);

        Assert.True(World.Of(Alice).Identity(Allow()).Rcp(onlyMine).IsAllowed());
        Assert.Equal(
            (DecisionOutcome.ExplicitDeny, PolicyType.ResourceControl),
            World.Of(Stranger).OwnedBy(Here).Identity(Allow()).ResourcePolicy(Allow().ForEveryone()).Rcp(onlyMine)
                .Verdict());
    }

    private static IamPrincipal Caller(string caller) => caller switch
    {
        "user" => Alice,
        "session" => Names.Session,
        "root" => Root,
        "stranger" => Stranger,
        "anonymous" => Anonymous,
        "service" => Service,
        _ => IamPrincipal.RoleSession(Arn.Parse(ServiceLinkedRoleArn), "s1"),
    };
}
