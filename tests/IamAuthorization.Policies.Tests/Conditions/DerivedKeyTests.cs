using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §6: keys that follow from principal and resource when the context is silent.</summary>
public sealed class DerivedKeyTests
{
    [Theory]
    [InlineData("user", "aws:PrincipalArn", AliceArn)]
    [InlineData("session", "aws:PrincipalArn", RoleArn)]
    [InlineData("federated", "aws:PrincipalArn", FederatedArn)]
    [InlineData("root", "aws:PrincipalArn", RootArn)]
    [InlineData("anonymous", "aws:PrincipalArn", null)]
    [InlineData("user", "aws:PrincipalAccount", Here)]
    [InlineData("session", "aws:PrincipalAccount", Here)]
    [InlineData("federated", "aws:PrincipalAccount", Here)]
    [InlineData("root", "aws:PrincipalAccount", Here)]
    [InlineData("anonymous", "aws:PrincipalAccount", "anonymous")]
    [InlineData("service", "aws:PrincipalAccount", null)]
    [InlineData("user", "aws:username", "alice")]
    [InlineData("session", "aws:username", null)]
    [InlineData("federated", "aws:username", null)]
    [InlineData("root", "aws:username", null)]
    [InlineData("anonymous", "aws:username", null)]
    [InlineData("service", "aws:username", null)]
    [InlineData("user", "aws:ResourceAccount", Here)]
    [InlineData("stranger", "aws:ResourceAccount", Here)]
    [InlineData("anonymous", "aws:ResourceAccount", Here)]
    public void Caller_ContextSilent_KeyFollows(string caller, string key, string? value)
    {
        string pattern = value ?? "*";

        Assert.Equal(value is not null, IsTrue(caller, statement => statement.When("StringLike", key, pattern)));
        Assert.Equal(value is null, IsTrue(caller, statement => statement.When("Null", key, "true")));
    }

    [Fact]
    public void UserWithPath_Username_IsTheNameAlone() =>
        Assert.Equal(Answer.True, Of(
            World.Of(User("division/bob")),
            statement => statement.When("StringEquals", "aws:username", "bob")));

    [Fact]
    public void UserWithSessionToken_Username_IsPresent() =>
        Assert.Equal(Answer.True, Of(
            World.Of(IamPrincipal.User(Arn.Parse(AliceArn), session: new IamSession())),
            statement => statement.When("StringEquals", "aws:username", "alice")));

    [Theory]
    [InlineData("aws:PrincipalArn")]
    [InlineData("aws:PrincipalAccount")]
    [InlineData("aws:username")]
    [InlineData("aws:ResourceAccount")]
    public void C44_ContextSaysNone_Key_StaysAbsent(string key) =>
        Assert.Equal(Answer.True, Of(
            World.Of(Alice).With(key, ContextValue.None),
            statement => statement.When("Null", key, "true")));

    [Theory]
    [InlineData("aws:PrincipalAccount")]
    [InlineData("aws:username")]
    [InlineData("aws:ResourceAccount")]
    public void ContextSupplies_Key_IsAuthoritative(string key) =>
        Assert.Equal(Answer.True, Of(
            World.Of(Alice).With(key, "other"),
            statement => statement.When("StringEquals", key, "other")));

    [Theory]
    [InlineData("arn:aws:app:::doc/plan", null, null)]
    [InlineData("arn:aws:app:::doc/plan", There, There)]
    [InlineData($"arn:aws:app::{There}:doc/plan", null, There)]
    [InlineData($"arn:aws:app::{There}:doc/plan", Here, Here)]
    [InlineData("*", null, Here)]
    public void ResourceAccount_IsThatOfTheOwner_WhereSomebodyKnowsIt(string resource, string? owner, string? value)
    {
        World world = World.Of(Alice).On(resource) with { Owner = owner };

        Assert.Equal(value is null, Denies(world, statement => statement.When("Null", "aws:ResourceAccount", "true")));
        Assert.Equal(
            value is not null,
            Denies(world, statement => statement.When("StringLike", "aws:ResourceAccount", value ?? "*")));
    }

    [Fact]
    public void PrincipalArn_RoleWithPath_IsTheRoleArnWithPath()
    {
        World world = World.Of(IamPrincipal.RoleSession(Arn.Parse($"arn:aws:iam::{Here}:role/app/R"), "s1"));

        Assert.Equal(Answer.True, Of(world, statement => statement
            .When("ArnEquals", "aws:PrincipalArn", $"arn:aws:iam::{Here}:role/app/R")));
    }

    private static bool IsTrue(string caller, Func<Statement, Statement> condition) =>
        World.Of(Caller(caller))
            .OwnedBy(Here)
            .Identity(Statement.Allow())
            .ResourcePolicy(
                Statement.Allow().ForEveryone(),
                condition(Statement.Deny("app:GetDoc")).ForEveryone())
            .Decide().Outcome == DecisionOutcome.ExplicitDeny;

    private static bool Denies(World world, Func<Statement, Statement> condition) =>
        world.Identity(condition(Statement.Deny())).Decide().Outcome == DecisionOutcome.ExplicitDeny;

    private static IamPrincipal Caller(string caller) => caller switch
    {
        "user" => Alice,
        "session" => Names.Session,
        "federated" => Federated,
        "root" => Root,
        "stranger" => Stranger,
        "service" => Service,
        _ => Anonymous,
    };
}
