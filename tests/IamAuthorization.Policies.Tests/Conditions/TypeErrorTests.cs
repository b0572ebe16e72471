using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.9: what cannot be compared is unknown; unknown is false in Allow and true in Deny.</summary>
public sealed class TypeErrorTests
{
    [Theory]
    [InlineData("NumericEquals", "5", "x", Truth.Unknown)]
    [InlineData("NumericNotEquals", "5", "x", Truth.Unknown)]
    [InlineData("NotIpAddress", "10.0.0.0/8", "x", Truth.Unknown)]
    [InlineData("ArnNotLike", "arn:aws:app:::d", "x", Truth.Unknown)]
    [InlineData("DateNotEquals", "2026-05-04", "x", Truth.Unknown)]
    [InlineData("BinaryEquals", "AQID", "x", Truth.Unknown)]
    [InlineData("NumericEqualsIfExists", "5", "x", Truth.Unknown)]
    public void RequestValueUnreadable_AnyOperator_IsUnknown(
        string @operator, string policy, string given, Truth answer) =>
        Assert.Equal(answer, Of(@operator, policy, given));

    [Theory]
    [InlineData("NumericEquals", "7", Truth.True)]
    [InlineData("NumericEquals", "8", Truth.Unknown)]
    [InlineData("NumericNotEquals", "7", Truth.False)]
    [InlineData("NumericNotEquals", "8", Truth.Unknown)]
    public void OnePolicyValueUnreadable_Or_IsTrueIfAnyIs(string @operator, string given, Truth answer)
    {
        Assert.Equal(answer, Of(@operator, ["x", "7"], One(given)));
        Assert.Equal(answer, Of(@operator, ["7", "x"], One(given)));
    }

    [Theory]
    [InlineData("ForAnyValue:NumericEquals", "many", "9", Truth.True)]
    [InlineData("ForAnyValue:NumericEquals", "many", "8", Truth.Unknown)]
    [InlineData("ForAllValues:NumericEquals", "many", "9", Truth.Unknown)]
    [InlineData("ForAllValues:NumericEquals", "many", "8", Truth.False)]
    [InlineData("ForAnyValue:NumericNotEquals", "many", "8", Truth.True)]
    [InlineData("ForAnyValue:NumericNotEquals", "many", "9", Truth.Unknown)]
    [InlineData("ForAllValues:NumericNotEquals", "many", "8", Truth.Unknown)]
    [InlineData("ForAllValues:NumericNotEquals", "many", "9", Truth.False)]
    public void OneRequestValueUnreadable_SetOperator_FollowsThreeValuedLogic(
        string @operator, string first, string second, Truth answer)
    {
        Assert.Equal(answer, Of(@operator, "9", Many(first, second)));
        Assert.Equal(answer, Of(@operator, "9", Many(second, first)));
    }

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringNotEquals")]
    [InlineData("StringLikeIfExists")]
    [InlineData("Bool")]
    public void C40_TagsThatDifferInCase_AnyOperator_IsUnknown(string @operator)
    {
        World world = World.Of(Names.Alice)
            .With("aws:ResourceTag/Env", "true")
            .With("aws:ResourceTag/ENV", "true");

        Assert.Equal(Truth.Unknown, Of(world, statement => statement.When(@operator, "aws:ResourceTag/env", "true")));
    }

    [Fact]
    public void UnknownAndFalse_And_IsFalseInDenyToo()
    {
        World world = World.Of(Names.Alice).With("app:a", "x").With("app:b", "1");

        Assert.Equal(Truth.False, Of(world, statement => statement
            .When("NumericEquals", "app:a", "5")
            .When("StringEquals", "app:b", "2")));
        Assert.Equal(Truth.Unknown, Of(world, statement => statement
            .When("NumericEquals", "app:a", "5")
            .When("StringEquals", "app:b", "1")));
    }

    [Theory]
    [InlineData("${app:missing}", Truth.False)]
    [InlineData("${}", Truth.False)]
    public void NullOrMalformedVariable_StringOperator_IsNoHitRatherThanUnknown(string policy, Truth answer)
    {
        Assert.Equal(answer, Of("StringEquals", policy, "x"));
        Assert.Equal(OperatorSpecimen.Not(answer), Of("StringNotEquals", policy, "x"));
    }
}
