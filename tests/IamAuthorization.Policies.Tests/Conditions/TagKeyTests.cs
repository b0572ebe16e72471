using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §5: tag keys are names, tag values are values.</summary>
public sealed class TagKeyTests
{
    private static readonly World Tagging = World.Of(Names.Alice)
        .With("aws:RequestTag/costcenter", "1")
        .WithMany("aws:TagKeys", "costcenter");

    [Theory]
    [InlineData("aws:RequestTag/CostCenter", "1", Answer.True)]
    [InlineData("aws:requesttag/COSTCENTER", "1", Answer.True)]
    [InlineData("aws:RequestTag/CostCenter", "2", Answer.False)]
    [InlineData("aws:RequestTag/Other", "1", Answer.False)]
    [InlineData("aws:ResourceTag/CostCenter", "1", Answer.False)]
    public void C39_TagName_CaseDoesNotMatter(string key, string value, Answer answer) =>
        Assert.Equal(answer, Of(Tagging, statement => statement.When("StringEquals", key, value)));

    [Theory]
    [InlineData("ForAllValues:StringEquals", "CostCenter", Answer.False)]
    [InlineData("ForAllValues:StringEquals", "costcenter", Answer.True)]
    [InlineData("ForAllValues:StringEqualsIgnoreCase", "CostCenter", Answer.True)]
    public void C39_TagKeysAsValues_CaseMatters(string @operator, string value, Answer answer) =>
        Assert.Equal(answer, Of(Tagging, statement => statement.When(@operator, "aws:TagKeys", value)));

    [Fact]
    public void C42_TagsAreRemoved_RequestTagIsAbsent()
    {
        World removing = World.Of(Names.Alice).WithMany("aws:TagKeys", "team");

        Assert.Equal(Answer.True, Of(removing, statement => statement.When("Null", "aws:RequestTag/team", "true")));
    }

    [Theory]
    [InlineData("aws:PrincipalTag/team")]
    [InlineData("aws:RequestTag/team")]
    [InlineData("aws:ResourceTag/team")]
    [InlineData("iam:ResourceTag/team")]
    public void C41_TagFamily_IsSingleValued(string key) =>
        Assert.Equal(Answer.True, OfJson("StringEquals", "\"red\"", One("red"), key));
}
