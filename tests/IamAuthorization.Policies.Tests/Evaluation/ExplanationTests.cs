using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §9.2: the statements behind a decision, and the keys it missed.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public void Allowed_MatchingAllows_AreListed()
    {
        Explanation explanation = World.Of(Alice)
            .Identity(Allow("app:Other").Labelled("Other"), Allow("app:Get*").Labelled("Read"))
            .Explain();

        StatementReference statement = Assert.Single(explanation.MatchedStatements);
        Assert.Equal((1, "Read", PolicyEffect.Allow), (statement.Index, statement.Sid, statement.Effect));
        Assert.True(explanation.Decision.IsAllowed);
        Assert.Equal(statement, explanation.Decision.Statement);
    }

    [Fact]
    public void DenyDecides_OnlyDenyStatements_AreListed()
    {
        Explanation explanation = World.Of(Alice).Identity(Allow().Labelled("A"), Deny().Labelled("D")).Explain();

        StatementReference statement = Assert.Single(explanation.MatchedStatements);
        Assert.Equal(("D", PolicyEffect.Deny), (statement.Sid, statement.Effect));
        Assert.Equal(statement, explanation.Decision.Statement);
    }

    [Fact]
    public void ImplicitDeny_NoStatement_IsListedAsDeny()
    {
        Explanation explanation = World.Of(Alice).Identity(Silent).Explain();

        Assert.Empty(explanation.MatchedStatements);
        Assert.Null(explanation.Decision.Statement);
    }

    [Fact]
    public void MissingContext_KeysOfPolicies_AreListedOnce()
    {
        Explanation explanation = World.Of(Alice)
            .With("app:Present", "x")
            .Identity(
                Allow().When("StringEquals", "app:Present", "x").When("StringEquals", "app:Absent", "x"),
                Allow("*", $"arn:aws:app::{Here}:home/${{app:InVariable}}"),
                Allow().When("Bool", "APP:absent", "true"))
            .Explain();

        Assert.Contains("app:Absent", explanation.MissingContextKeys, StringComparer.OrdinalIgnoreCase);
        Assert.Contains("app:InVariable", explanation.MissingContextKeys, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("app:Present", explanation.MissingContextKeys, StringComparer.OrdinalIgnoreCase);
        Assert.Single(
            explanation.MissingContextKeys,
            key => string.Equals(key, "app:Absent", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("StringEquals", "${app:a}", "app:a app:key")]
    [InlineData("StringLike", "x${app:a}*${app:b}", "app:a app:b app:key")]
    [InlineData("ArnLike", "${app:a}", "app:a app:key")]
    [InlineData("ArnLike", "arn:aws:app:::${app:a}/${app:b}", "app:a app:b app:key")]
    [InlineData("ArnLike", "arn:*:app:*:${app:a}:doc", "app:a app:key")]
    [InlineData("NumericEquals", "${app:a}", "app:key")]
    [InlineData("Null", "true", "app:key")]
    public void KeysOfAPolicy_AreThoseOfItsTestsAndTheirVariables(string @operator, string value, string keys)
    {
        PolicySet policies = World.Of(Alice)
            .Identity(Allow().When(@operator, "app:key", value), Allow().When("Null", "app:key", "false"))
            .Policies().Identity!;

        Assert.Equal(keys, Joined(policies.ReferencedKeys()));
    }

    [Theory]
    [InlineData("arn:aws:app:::doc", "")]
    [InlineData("arn:aws:app:::${app:a}/${app:b}", "app:a app:b")]
    [InlineData("arn:*:app:*:${app:a}:doc", "app:a")]
    public void KeysOfAPolicy_AreThoseOfItsResourcesToo(string resource, string keys)
    {
        PolicySet policies = World.Of(Alice).Identity(Allow("*", resource)).Policies().Identity!;

        Assert.Equal(keys, Joined(policies.ReferencedKeys()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EV50_ExplainAndDecide_SameWorld_Agree(bool allows)
    {
        World world = World.Of(Alice).Identity(allows ? Allow() : Deny());

        Assert.Equal(world.Decide().Outcome, world.Explain().Decision.Outcome);
        Assert.Equal(world.Decide().Reason, world.Explain().Decision.Reason);
    }

    [Fact]
    public void Undecided_AnyRequest_IsDenialWithItsFailure()
    {
        IamDecision decision = IamDecision.Undecided(World.Of(Alice).Request(), "no such principal");

        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.None, "no such principal"),
            (decision.Outcome, decision.DecidedBy, decision.Failure));
    }

    [Fact]
    public void DefaultDecision_IsDenial() => Assert.False(default(IamDecision).IsAllowed);

    private static string Joined(IEnumerable<ConditionKey> keys) =>
        string.Join(' ', keys.Select(key => key.Name).Order(StringComparer.Ordinal));
}
