using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §1: AND over operators and keys, OR over values, and names without case.</summary>
public sealed class ConditionModelTests
{
    private static readonly World TwoKeys = World.Of(Names.Alice).With("app:a", "1").With("app:b", "2");

    [Theory]
    [InlineData("1", "2", Answer.True)]
    [InlineData("1", "x", Answer.False)]
    [InlineData("x", "2", Answer.False)]
    public void C01_TwoKeysOfOneOperator_AreAnded(string a, string b, Answer answer) =>
        Assert.Equal(answer, Of(TwoKeys, statement => statement
            .When("StringEquals", "app:a", a)
            .When("StringEquals", "app:b", b)));

    [Theory]
    [InlineData("1", "2", Answer.True)]
    [InlineData("x", "2", Answer.False)]
    [InlineData("1", "x", Answer.False)]
    public void C01_TwoOperators_AreAnded(string a, string b, Answer answer) =>
        Assert.Equal(answer, Of(TwoKeys, statement => statement
            .When("StringEquals", "app:a", a)
            .When("StringLike", "app:b", b)));

    [Fact]
    public void C01_NoCondition_IsTrue()
    {
        Assert.Equal(Answer.True, Of(TwoKeys, statement => statement));
        Assert.True(World.Of(Names.Alice).Attach(PolicyKind.Managed, """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {}}}
            """).IsAllowed());
    }

    [Theory]
    [InlineData("StringEquals", "a", Answer.True)]
    [InlineData("StringEquals", "b", Answer.True)]
    [InlineData("StringEquals", "c", Answer.False)]
    [InlineData("StringNotEquals", "a", Answer.False)]
    [InlineData("StringNotEquals", "b", Answer.False)]
    [InlineData("StringNotEquals", "c", Answer.True)]
    public void C02_SeveralValues_AreOredAndNegationIsNor(string @operator, string given, Answer answer) =>
        Assert.Equal(answer, Of(@operator, ["a", "b"], One(given)));

    [Fact]
    public void C03_SameKeyUnderTwoOperators_IsAnded()
    {
        Assert.Equal(Answer.True, Between("15"));
        Assert.Equal(Answer.False, Between("25"));

        static Answer Between(string size) => Of(
            World.Of(Names.Alice).With("app:size", size),
            statement => statement
                .When("NumericGreaterThan", "app:size", "10")
                .When("NumericLessThan", "app:size", "20"));
    }

    [Theory]
    [InlineData("aws:RequestTag/TagKey1", "aws:requesttag/tagkey1")]
    [InlineData("APP:Region", "app:region")]
    [InlineData("oidc.example.com/id/ABC:sub", "OIDC.example.com/ID/abc:SUB")]
    [InlineData("aws:PrincipalTag/a:b/c d", "aws:PRINCIPALTAG/A:B/C D")]
    public void C04_C05_KeyNames_CaseDoesNotMatter(string inPolicy, string inContext) =>
        Assert.Equal(Answer.True, Of(
            World.Of(Names.Alice).With(inContext, "x"),
            statement => statement.When("StringEquals", inPolicy, "x")));

    [Theory]
    [InlineData("stringequals")]
    [InlineData("STRINGEQUALS")]
    [InlineData("forANYvalue:Stringlike")]
    [InlineData("StringEqualsIFEXISTS")]
    public void OperatorNames_CaseDoesNotMatter(string @operator)
    {
        Assert.Equal(Answer.True, Of(@operator, "x", One("x")));
        Assert.Equal(Answer.False, Of(@operator, "x", One("y")));
    }

    [Theory]
    [InlineData("5", "NumericEquals", "5")]
    [InlineData("5.0", "StringEquals", "5.0")]
    [InlineData("true", "Bool", "true")]
    [InlineData("true", "StringEquals", "true")]
    public void JsonNumbersAndBooleans_Values_AreTheirText(string json, string @operator, string given) =>
        Assert.Equal(Answer.True, OfJson(@operator, json, One(given)));

    [Fact]
    public void C06_TagFamilyWithoutKey_IsNeverInContext() =>
        Assert.Equal(Answer.True, Of(
            World.Of(Names.Alice).With("aws:ResourceTag/team", "red"),
            statement => statement.When("Null", "aws:ResourceTag", "true")));
}
