using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;
using static IamAuthorization.Policies.Tests.Pitfalls.Saving;

namespace IamAuthorization.Policies.Tests.Pitfalls;

/// <summary>Pitfalls, part C.</summary>
public sealed class VariablePitfalls
{
    private const string Home = $"arn:aws:app::{Here}:home/";
    private const string Team = "${aws:PrincipalTag/team}";

    [Theory]
    [InlineData("*", "red/x", false)]
    [InlineData("*", "*/x", true)]
    [InlineData("?ed", "red/x", false)]
    [InlineData("r*", "red/x", false)]
    public void P31_WildcardInTagValue_StaysLiteral(string team, string resource, bool isAllowed) =>
        Assert.Equal(isAllowed, Tagged(team).On(Home + resource).Identity(Allow("*", $"{Home}{Team}/*")).IsAllowed());

    [Theory]
    [InlineData("${aws:username}", "alice/x", false)]
    [InlineData("${aws:username}", "${aws:username}/x", true)]
    [InlineData("${*}", "red/x", false)]
    [InlineData("${*}", "*/x", false)]
    [InlineData("${*}", "${*}/x", true)]
    public void P32_VariableInTagValue_StaysLiteral(string team, string resource, bool isAllowed) =>
        Assert.Equal(isAllowed, Tagged(team).On(Home + resource).Identity(Allow("*", $"{Home}{Team}/*")).IsAllowed());

    [Theory]
    [InlineData("a/../b", "b/f", false)]
    [InlineData("a/../b", "a/../b/f", true)]
    [InlineData("x/y", "x/f", false)]
    [InlineData("x/y", "x/y/f", true)]
    [InlineData("x", "x/y/f", true)]
    public void P33_SlashInTagValue_IsLiteral(string team, string resource, bool isAllowed) =>
        Assert.Equal(isAllowed, Tagged(team).On(Home + resource).Identity(Allow("*", $"{Home}{Team}/*")).IsAllowed());

    [Theory]
    [InlineData("/x")]
    [InlineData("${aws:username}/x")]
    [InlineData("R/x")]
    [InlineData("x")]
    public void P34_MissingKeyInAllow_DoesNotMatch(string resource) =>
        Assert.Equal(
            DecisionOutcome.ImplicitDeny,
            World.Of(Names.Session)
                .On(Home + resource)
                .Identity(Allow("*", Home + "${aws:username}/*"))
                .Decide().Outcome);

    [Theory]
    [InlineData("red")]
    [InlineData(null)]
    public void P35_MissingKeyWithNegatedOperator_Denies(string? resourceTag)
    {
        World world = World.Of(Alice)
            .Identity(Allow(), Deny().When("StringNotEquals", "aws:ResourceTag/t", "${aws:PrincipalTag/t}"));
        world = resourceTag is null ? world : world.With("aws:ResourceTag/t", resourceTag);

        Assert.Equal(DecisionOutcome.ExplicitDeny, world.Decide().Outcome);
    }

    [Fact]
    public void P36_EmptyTagValue_IsNoValue()
    {
        Assert.False(Tagged("").On(Home + "/x").Identity(Allow("*", $"{Home}{Team}/*")).IsAllowed());
        Assert.True(Tagged("").On(Home + "none/x")
            .Identity(Allow("*", Home + "${aws:PrincipalTag/team, 'none'}/*")).IsAllowed());
    }

    [Theory]
    [InlineData("${aws:PrincipalTag/team,'x'}")]
    [InlineData("${aws:PrincipalTag/team, x}")]
    [InlineData("${aws:PrincipalTag/team,  'x'}")]
    [InlineData("${aws:PrincipalTag/team, \"x\"}")]
    public void P37_DefaultWrittenWrong_IsRefused(string variable)
    {
        AssertRefused(World.Text(Allow("app:Get", Home + variable)));
        AssertRefused(World.Text(Allow("app:Get").When("StringEquals", "app:key", variable)));
    }

    [Theory]
    [InlineData("1000", Answer.False)]
    [InlineData("100*", Answer.True)]
    public void P38_Escape_IsNoWildcard(string given, Answer answer) =>
        Assert.Equal(answer, Condition.Of("StringLike", "100${*}", given));

    [Fact]
    public void P39_VariableInEarlySegments_IsRefusedButInRegionAndAccount()
    {
        AssertRefused(World.Text(Allow("app:Get", "arn:aws:${aws:PrincipalTag/s}:::doc/*")));
        AssertRefused(World.Text(Allow("app:Get", "arn:${aws:PrincipalTag/p}:app:::doc/*")));
        AssertRefused(World.Text(Allow("app:${aws:username}")));
        AssertRefused(
            World.Text(Allow("app:Get").For($"arn:aws:iam::{Here}:user/${{aws:username}}")), PolicyKind.Resource);
        AssertFlagged(
            PolicyFindingSeverity.Warning,
            World.Text(Allow("app:Get", "arn:aws:app::${aws:PrincipalAccount}:doc/*")));
        Assert.False(World.Of(Alice)
            .OwnedBy(Here)
            .With("aws:PrincipalAccount", "*")
            .On("arn:aws:app::999999999999:doc/x")
            .Identity(Allow("*", "arn:aws:app::${aws:PrincipalAccount}:doc/*"))
            .IsAllowed());
    }

    [Fact]
    public void P40_MultivaluedKeyAsVariable_DoesNotMatch() =>
        Assert.False(World.Of(Alice)
            .WithMany("aws:TagKeys", "a")
            .On(Home + "a")
            .Identity(Allow("*", Home + "${aws:TagKeys}"))
            .IsAllowed());

    [Theory]
    [InlineData("StringEquals", "a*", true)]
    [InlineData("StringLike", "a*", true)]
    [InlineData("StringEquals", "abc", false)]
    [InlineData("StringLike", "abc", false)]
    public void P41_VariableUnderStringLike_IsStillLiteral(string @operator, string given, bool isTrue) =>
        Assert.Equal(isTrue, Tagged("a*").With("app:k", given).Identity(Allow().When(@operator, "app:k", Team)).IsAllowed());

    private static World Tagged(string team) => World.Of(Alice).With("aws:PrincipalTag/team", team);
}
