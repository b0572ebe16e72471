using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>
/// EV-51: of every statement whether it matched or which element did not, of every condition its values.
/// </summary>
public sealed class StatementExplanationTests
{
    public static TheoryData<string, StatementOutcome> Outcomes => new()
    {
        { "all", StatementOutcome.Matched },
        { "action", StatementOutcome.ActionDiffers },
        { "resource", StatementOutcome.ResourceDiffers },
        { "condition", StatementOutcome.ConditionFails },
    };

    public static TheoryData<string, bool?> Boundaries => new()
    {
        { "none", null },
        { "allows", true },
        { "silent", false },
        { "denies", false },
    };

    public static TheoryData<string, bool?> Organizations => new()
    {
        { "none", null },
        { "both levels allow", true },
        { "one level silent", false },
        { "one level denies", false },
    };

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void Statement_FirstElementThatDiffers_IsNamed(string what, StatementOutcome expected)
    {
        Statement statement = what switch
        {
            "action" => Allow("app:Other"),
            "resource" => Allow("*", $"arn:aws:app::{Here}:other"),
            "condition" => Allow().When("StringEquals", "app:key", "x"),
            _ => Allow(),
        };

        Explanation explanation = World.Of(Alice).Identity(statement).Explain();

        StatementExplanation only = Assert.Single(explanation.Statements);
        Assert.Equal((expected, PolicyType.IdentityBased), (only.Outcome, only.PolicyType));
    }

    [Fact]
    public void ResourcePolicyOfSomebodyElse_PrincipalIsNamed()
    {
        Explanation explanation = World.Of(Alice).ResourcePolicy(Allow().For(There)).Explain();

        StatementExplanation only = Assert.Single(explanation.Statements);
        Assert.Equal((StatementOutcome.PrincipalDiffers, PolicyType.ResourceBased), (only.Outcome, only.PolicyType));
    }

    [Theory]
    [InlineData("a", "x", false, false)]
    [InlineData("x", "x", true, false)]
    [InlineData(null, null, false, false)]
    public void Condition_ValuesCompared_AreTold(string? given, string? told, bool isMet, bool isUnreadable)
    {
        World world = World.Of(Alice).Identity(Allow().When("StringEquals", "app:key", "x"));
        world = given is null ? world : world.With("app:key", given);

        ConditionExplanation condition = Assert.Single(Assert.Single(world.Explain().Statements).Conditions);

        Assert.Equal(given, condition.RequestValues);
        Assert.Equal((isMet, isUnreadable), (condition.IsMet, condition.IsUnreadable));
        Assert.Equal(("StringEquals", "app:key"), (condition.Condition.Operator, condition.Condition.Key));
        Assert.True(told is null || condition.Condition.Values[0].Text == told);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void UnreadableValue_IsToldAndCountsByEffect(bool isAllow, bool isMet)
    {
        Statement statement = (isAllow ? Allow() : Deny()).When("NumericEquals", "app:key", "5");

        Explanation explanation = World.Of(Alice).With("app:key", "many").Identity(statement).Explain();

        ConditionExplanation condition = Assert.Single(Assert.Single(explanation.Statements).Conditions);
        Assert.True(condition.IsUnreadable);
        Assert.Equal(isMet, condition.IsMet);
    }

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void Boundary_WhetherItAllows_IsTold(string boundary, bool? expected)
    {
        World world = World.Of(Alice).Identity(Allow());
        world = boundary switch
        {
            "allows" => world.Boundary(Allow()),
            "silent" => world.Boundary(Silent),
            "denies" => world.Boundary(Allow(), Deny()),
            _ => world,
        };

        Assert.Equal(expected, world.Explain().IsAllowedByPermissionsBoundary);
    }

    [Theory]
    [MemberData(nameof(Organizations))]
    public void Organization_WhetherItAllows_IsTold(string levels, bool? expected)
    {
        World world = World.Of(Alice).Identity(Allow());
        world = levels switch
        {
            "both levels allow" => world.Scp(Allow()).Scp(Allow()),
            "one level silent" => world.Scp(Silent).Scp(Allow()),
            "one level denies" => world.Scp(Allow(), Deny()).Scp(Allow()),
            _ => world,
        };

        Assert.Equal(expected, world.Explain().IsAllowedByOrganization);
    }

    [Theory]
    [InlineData(false, StatementOutcome.PrincipalDiffers)]
    [InlineData(true, StatementOutcome.Matched)]
    public void EV41_DenyOfAllButTheCaller_IsExplainedAsItIsDecided(bool hasBoundary, StatementOutcome outcome)
    {
        World world = World.Of(Alice).Identity(Allow()).ResourcePolicy(Deny().ForAllBut(AliceArn, Here));
        world = hasBoundary ? world.Boundary(Allow()) : world;

        Explanation explanation = world.Explain();

        StatementExplanation deny = Assert.Single(
            explanation.Statements, statement => statement.PolicyType == PolicyType.ResourceBased);
        Assert.Equal(outcome, deny.Outcome);
        Assert.Equal(hasBoundary ? deny.Reference : null, explanation.MatchedStatements
            .Where(statement => statement.Effect == PolicyEffect.Deny)
            .Select(statement => (StatementReference?)statement)
            .SingleOrDefault());
        Assert.Equal(hasBoundary, explanation.Decision.Outcome == DecisionOutcome.ExplicitDeny);
    }

    [Fact]
    public void ServiceControlStatements_AreExplainedButNotListedAsMatched()
    {
        Explanation explanation = World.Of(Alice).Identity(Allow()).Scp(Deny()).Explain();

        Assert.Empty(explanation.MatchedStatements);
        Assert.Contains(
            explanation.Statements,
            statement => statement is { PolicyType: PolicyType.ServiceControl, Outcome: StatementOutcome.Matched });
        Assert.Equal(PolicyType.ServiceControl, explanation.Decision.DecidedBy);
        Assert.NotNull(explanation.Decision.Statement);
    }
}
