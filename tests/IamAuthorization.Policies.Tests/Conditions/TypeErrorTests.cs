using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.9: what cannot be compared is unknown; unknown is false in Allow and true in Deny.</summary>
public sealed class TypeErrorTests
{
    [Theory]
    [InlineData("NumericEquals", "5", "x", Answer.Unknown)]
    [InlineData("NumericNotEquals", "5", "x", Answer.Unknown)]
    [InlineData("NotIpAddress", "10.0.0.0/8", "x", Answer.Unknown)]
    [InlineData("ArnNotLike", "arn:aws:app:::d", "x", Answer.Unknown)]
    [InlineData("DateNotEquals", "2026-05-04", "x", Answer.Unknown)]
    [InlineData("BinaryEquals", "AQID", "x", Answer.Unknown)]
    [InlineData("NumericEqualsIfExists", "5", "x", Answer.Unknown)]
    public void RequestValueUnreadable_AnyOperator_IsUnknown(
        string @operator, string policy, string given, Answer answer) =>
        Assert.Equal(answer, Of(@operator, policy, given));

    [Theory]
    [InlineData("NumericEquals", "7", Answer.True)]
    [InlineData("NumericEquals", "8", Answer.Unknown)]
    [InlineData("NumericNotEquals", "7", Answer.False)]
    [InlineData("NumericNotEquals", "8", Answer.Unknown)]
    public void OnePolicyValueUnreadable_Or_IsTrueIfAnyIs(string @operator, string given, Answer answer)
    {
        Assert.Equal(answer, Of(@operator, ["x", "7"], One(given)));
        Assert.Equal(answer, Of(@operator, ["7", "x"], One(given)));
    }

    [Theory]
    [InlineData("ForAnyValue:NumericEquals", "many", "9", Answer.True)]
    [InlineData("ForAnyValue:NumericEquals", "many", "8", Answer.Unknown)]
    [InlineData("ForAllValues:NumericEquals", "many", "9", Answer.Unknown)]
    [InlineData("ForAllValues:NumericEquals", "many", "8", Answer.False)]
    [InlineData("ForAnyValue:NumericNotEquals", "many", "8", Answer.True)]
    [InlineData("ForAnyValue:NumericNotEquals", "many", "9", Answer.Unknown)]
    [InlineData("ForAllValues:NumericNotEquals", "many", "8", Answer.Unknown)]
    [InlineData("ForAllValues:NumericNotEquals", "many", "9", Answer.False)]
    public void OneRequestValueUnreadable_SetOperator_FollowsThreeValuedLogic(
        string @operator, string first, string second, Answer answer)
    {
        Assert.Equal(answer, Of(@operator, "9", Many(first, second)));
        Assert.Equal(answer, Of(@operator, "9", Many(second, first)));
    }

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringNotEquals")]
    [InlineData("StringLikeIfExists")]
    [InlineData("Bool")]
    [InlineData("ForAnyValue:StringEquals")]
    [InlineData("ForAllValues:StringNotEquals")]
    public void C40_TagsThatDifferInCase_AnyOperator_IsUnknown(string @operator)
    {
        World world = World.Of(Names.Alice)
            .With("aws:ResourceTag/Env", "true")
            .With("aws:ResourceTag/ENV", "true");

        Assert.Equal(Answer.Unknown, Of(world, statement => statement.When(@operator, "aws:ResourceTag/env", "true")));
    }

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringNotEquals")]
    [InlineData("StringLike")]
    [InlineData("StringNotLike")]
    public void C40_VariableOfTagsThatDifferInCase_IsUnknown(string @operator)
    {
        World world = World.Of(Names.Alice)
            .With(Key, "x")
            .With("aws:PrincipalTag/Env", "x")
            .With("aws:PrincipalTag/ENV", "x");

        Assert.Equal(Answer.Unknown, Of(world, statement => statement.When(@operator, Key, "${aws:PrincipalTag/env}")));
    }

    [Theory]
    [InlineData("ArnLike", "${aws:PrincipalTag/env}")]
    [InlineData("ArnNotLike", "${aws:PrincipalTag/env}")]
    [InlineData("ArnLike", "${aws:PrincipalTag/env, 'arn:aws:app:::x'}")]
    [InlineData("ArnLike", "arn:aws:app:::${aws:PrincipalTag/env}")]
    [InlineData("ArnNotLike", "arn:aws:${aws:PrincipalTag/env}:::x")]
    public void C40_ArnOfTagsThatDifferInCase_IsUnknown(string @operator, string policy)
    {
        World world = World.Of(Names.Alice)
            .With(Key, "arn:aws:app:::x")
            .With("aws:PrincipalTag/Env", "arn:aws:app:::x")
            .With("aws:PrincipalTag/ENV", "arn:aws:app:::x");

        Assert.Equal(Answer.Unknown, Of(world, statement => statement.When(@operator, Key, policy)));
        Assert.Equal(
            @operator == "ArnLike" ? Answer.True : Answer.False,
            Of(world, statement => statement.When(@operator, Key, policy, "arn:aws:app:::x")));
    }

    /// <summary>Values are alternatives: the best answer of any counts, whatever stands before or after it.</summary>
    [Theory]
    [InlineData("StringLike", "x", "${aws:PrincipalTag/env}", "b*", Answer.Unknown)]
    [InlineData("StringLike", "x", "b*", "${aws:PrincipalTag/env}", Answer.Unknown)]
    [InlineData("StringLike", "x", "${aws:PrincipalTag/env}", "x*", Answer.True)]
    [InlineData("StringLike", "x", "b*", "x*", Answer.True)]
    [InlineData("StringLike", "x", "x*", "b*", Answer.True)]
    [InlineData("StringLike", "x", "b*", "c*", Answer.False)]
    [InlineData("StringLike", "x", "y${aws:PrincipalTag/env}", "b*", Answer.Unknown)]
    [InlineData("StringLike", "x", "*${aws:PrincipalTag/env}?*", "b*", Answer.Unknown)]
    [InlineData("StringLike", "x", "*${aws:PrincipalTag/env}?*", "x", Answer.True)]
    [InlineData("StringLike", "x", "${app:empty, ''}*", "b*", Answer.True)]
    [InlineData("StringLike", "", "${app:empty, ''}*", "b*", Answer.True)]
    [InlineData("ArnLike", "arn:aws:app:::x", "${aws:PrincipalTag/env}", "${app:other}", Answer.Unknown)]
    [InlineData("ArnLike", "arn:aws:app:::x", "${app:other}", "${aws:PrincipalTag/env}", Answer.Unknown)]
    [InlineData("ArnLike", "arn:aws:app:::x", "${app:none}", "${app:other}", Answer.False)]
    [InlineData("ArnLike", "arn:aws:app:::y", "${app:none}", "${app:other}", Answer.True)]
    [InlineData("ArnLike", "arn:aws:app:::y", "${app:other}", "${aws:PrincipalTag/env}", Answer.True)]
    public void C40_OneOfTwoValues_Unknown_CountsUnlessTheOtherMatches(
        string @operator, string given, string first, string second, Answer answer)
    {
        World world = World.Of(Names.Alice)
            .With(Key, given)
            .With("app:other", "arn:aws:app:::y")
            .With("app:empty", "")
            .With("aws:PrincipalTag/Env", "x")
            .With("aws:PrincipalTag/ENV", "x");

        Assert.Equal(answer, Of(world, statement => statement.When(@operator, Key, first, second)));
    }

    [Fact]
    public void UnknownAndFalse_And_IsFalseInDenyToo()
    {
        World world = World.Of(Names.Alice).With("app:a", "x").With("app:b", "1");

        Assert.Equal(Answer.False, Of(world, statement => statement
            .When("NumericEquals", "app:a", "5")
            .When("StringEquals", "app:b", "2")));
        Assert.Equal(Answer.Unknown, Of(world, statement => statement
            .When("NumericEquals", "app:a", "5")
            .When("StringEquals", "app:b", "1")));
    }

    [Theory]
    [InlineData("${app:missing}", Answer.False)]
    [InlineData("${}", Answer.False)]
    public void NullOrMalformedVariable_StringOperator_IsNoHitRatherThanUnknown(string policy, Answer answer)
    {
        Assert.Equal(answer, Of("StringEquals", policy, "x"));
        Assert.Equal(OperatorSpecimen.Not(answer), Of("StringNotEquals", policy, "x"));
    }
}
