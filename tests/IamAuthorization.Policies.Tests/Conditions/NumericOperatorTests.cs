using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.2.</summary>
public sealed class NumericOperatorTests
{
    [Theory]
    [InlineData("10", "9", "FTTTFF")]
    [InlineData("10", "10", "TFFTFT")]
    [InlineData("10", "11", "FTFFTT")]
    [InlineData("-1", "-2", "FTTTFF")]
    [InlineData("0.1", "0.10", "TFFTFT")]
    [InlineData("0.1", "0.09", "FTTTFF")]
    public void Comparison_RequestOpPolicy_HasThisDirection(string policy, string given, string answers)
    {
        string[] operators =
        [
            "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan",
            "NumericGreaterThanEquals",
        ];

        Assert.Equal(answers, string.Concat(operators.Select(name => Of(name, policy, given) == Answer.True ? 'T' : 'F')));
    }

    [Theory]
    [InlineData("10", Answer.True)]
    [InlineData("10.0", Answer.True)]
    [InlineData("010", Answer.True)]
    [InlineData("+10", Answer.True)]
    [InlineData("10.00000000000000000000", Answer.True)]
    [InlineData("10.000000000000000000000001", Answer.False)]
    [InlineData("-10", Answer.False)]
    [InlineData("1e1", Answer.Unknown)]
    [InlineData("0xA", Answer.Unknown)]
    [InlineData(" 10", Answer.Unknown)]
    [InlineData("10 ", Answer.Unknown)]
    [InlineData("10\n", Answer.Unknown)]
    [InlineData("1,0", Answer.Unknown)]
    [InlineData("10,0", Answer.Unknown)]
    [InlineData("1_0", Answer.Unknown)]
    [InlineData("10.", Answer.Unknown)]
    [InlineData(".10", Answer.Unknown)]
    [InlineData("", Answer.Unknown)]
    [InlineData("NaN", Answer.Unknown)]
    [InlineData("Infinity", Answer.Unknown)]
    [InlineData("١٠", Answer.Unknown)]
    [InlineData("-", Answer.Unknown)]
    public void C21_RequestText_NumericEquals10_IsReadStrictly(string given, Answer answer) =>
        Assert.Equal(answer, Of("NumericEquals", "10", given));

    [Theory]
    [InlineData("1e1")]
    [InlineData(" 10")]
    [InlineData("ten")]
    [InlineData("${app:n}")]
    [InlineData("1*")]
    public void C21_PolicyText_Unreadable_IsUnknown(string policy) =>
        Assert.Equal(Answer.Unknown, Of("NumericEquals", policy, "10"));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void C21_AnyCulture_DecimalPoint_IsThePoint(string culture)
    {
        using var _ = new CultureScope(culture);

        Assert.Equal(Answer.True, Of("NumericEquals", "1.5", "1.5"));
        Assert.Equal(Answer.Unknown, Of("NumericEquals", "1.5", "1,5"));
        Assert.Equal(Answer.True, Of("NumericEquals", "-1.5", ContextValue.Of(-1.5m)));
    }

    [Theory]
    [InlineData("4", Answer.True)]
    [InlineData("9", Answer.True)]
    [InlineData("10", Answer.False)]
    public void C22_SeveralValues_LessThan_IsTheLargest(string given, Answer answer) =>
        Assert.Equal(answer, Of("NumericLessThan", ["5", "10"], One(given)));

    [Fact]
    public void TypedNumbers_Compare()
    {
        Assert.Equal(Answer.True, Of("NumericLessThan", "10", ContextValue.Of(9L)));
        Assert.Equal(Answer.True, Of("NumericGreaterThan", "9.5", ContextValue.Of(9.75m)));
        Assert.Equal(Answer.Unknown, Of("NumericEquals", "1", ContextValue.Of(true)));
    }
}
