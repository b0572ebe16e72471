using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §1: AND over operators and keys, OR over values, and names without case.</summary>
public sealed class ConditionModelTests
{
    private static readonly World TwoKeys = World.Of(Names.Alice).With("app:a", "1").With("app:b", "2");

    [Theory]
    [InlineData("1", "2", Truth.True)]
    [InlineData("1", "x", Truth.False)]
    [InlineData("x", "2", Truth.False)]
    public void C01_TwoKeysOfOneOperator_AreAnded(string a, string b, Truth answer) =>
        Assert.Equal(answer, Of(TwoKeys, statement => statement
            .When("StringEquals", "app:a", a)
            .When("StringEquals", "app:b", b)));

    [Theory]
    [InlineData("1", "2", Truth.True)]
    [InlineData("x", "2", Truth.False)]
    [InlineData("1", "x", Truth.False)]
    public void C01_TwoOperators_AreAnded(string a, string b, Truth answer) =>
        Assert.Equal(answer, Of(TwoKeys, statement => statement
            .When("StringEquals", "app:a", a)
            .When("StringLike", "app:b", b)));

    [Fact]
    public void C01_NoCondition_IsTrue()
    {
        Assert.Equal(Truth.True, Of(TwoKeys, statement => statement));
        Assert.True(World.Of(Names.Alice).Attach(PolicyKind.Managed, """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {}}}
            """).IsAllowed());
    }

    [Theory]
    [InlineData("StringEquals", "a", Truth.True)]
    [InlineData("StringEquals", "b", Truth.True)]
    [InlineData("StringEquals", "c", Truth.False)]
    [InlineData("StringNotEquals", "a", Truth.False)]
    [InlineData("StringNotEquals", "b", Truth.False)]
    [InlineData("StringNotEquals", "c", Truth.True)]
    public void C02_SeveralValues_AreOredAndNegationIsNor(string @operator, string given, Truth answer) =>
        Assert.Equal(answer, Of(@operator, ["a", "b"], One(given)));

    [Fact]
    public void C03_SameKeyUnderTwoOperators_IsAnded()
    {
        Assert.Equal(Truth.True, Between("15"));
        Assert.Equal(Truth.False, Between("25"));

        static Truth Between(string size) => Of(
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
        Assert.Equal(Truth.True, Of(
            World.Of(Names.Alice).With(inContext, "x"),
            statement => statement.When("StringEquals", inPolicy, "x")));

    [Theory]
    [InlineData("stringequals")]
    [InlineData("STRINGEQUALS")]
    [InlineData("forANYvalue:Stringlike")]
    [InlineData("StringEqualsIFEXISTS")]
    public void OperatorNames_CaseDoesNotMatter(string @operator)
    {
        Assert.Equal(Truth.True, Of(@operator, "x", One("x")));
        Assert.Equal(Truth.False, Of(@operator, "x", One("y")));
    }

    [Theory]
    [InlineData("5", "NumericEquals", "5")]
    [InlineData("5.0", "StringEquals", "5.0")]
    [InlineData("true", "Bool", "true")]
    [InlineData("true", "StringEquals", "true")]
    public void JsonNumbersAndBooleans_Values_AreTheirText(string json, string @operator, string given) =>
        Assert.Equal(Truth.True, OfJson(@operator, json, One(given)));

    [Fact]
    public void C06_TagFamilyWithoutKey_IsNeverInContext() =>
        Assert.Equal(Truth.True, Of(
            World.Of(Names.Alice).With("aws:ResourceTag/team", "red"),
            statement => statement.When("Null", "aws:ResourceTag", "true")));
}
