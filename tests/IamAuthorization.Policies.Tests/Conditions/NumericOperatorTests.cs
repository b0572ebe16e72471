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

        Assert.Equal(answers, string.Concat(operators.Select(name => Of(name, policy, given) == Truth.True ? 'T' : 'F')));
    }

    [Theory]
    [InlineData("10", Truth.True)]
    [InlineData("10.0", Truth.True)]
    [InlineData("010", Truth.True)]
    [InlineData("+10", Truth.True)]
    [InlineData("10.00000000000000000000", Truth.True)]
    [InlineData("10.000000000000000000000001", Truth.False)]
    [InlineData("-10", Truth.False)]
    [InlineData("1e1", Truth.Unknown)]
    [InlineData("0xA", Truth.Unknown)]
    [InlineData(" 10", Truth.Unknown)]
    [InlineData("10 ", Truth.Unknown)]
    [InlineData("10\n", Truth.Unknown)]
    [InlineData("1,0", Truth.Unknown)]
    [InlineData("10,0", Truth.Unknown)]
    [InlineData("1_0", Truth.Unknown)]
    [InlineData("10.", Truth.Unknown)]
    [InlineData(".10", Truth.Unknown)]
    [InlineData("", Truth.Unknown)]
    [InlineData("NaN", Truth.Unknown)]
    [InlineData("Infinity", Truth.Unknown)]
    [InlineData("١٠", Truth.Unknown)]
    [InlineData("-", Truth.Unknown)]
    public void C21_RequestText_NumericEquals10_IsReadStrictly(string given, Truth answer) =>
        Assert.Equal(answer, Of("NumericEquals", "10", given));

    [Theory]
    [InlineData("1e1")]
    [InlineData(" 10")]
    [InlineData("ten")]
    [InlineData("${app:n}")]
    [InlineData("1*")]
    public void C21_PolicyText_Unreadable_IsUnknown(string policy) =>
        Assert.Equal(Truth.Unknown, Of("NumericEquals", policy, "10"));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void C21_AnyCulture_DecimalPoint_IsThePoint(string culture)
    {
        using var _ = new CultureScope(culture);

        Assert.Equal(Truth.True, Of("NumericEquals", "1.5", "1.5"));
        Assert.Equal(Truth.Unknown, Of("NumericEquals", "1.5", "1,5"));
        Assert.Equal(Truth.True, Of("NumericEquals", "-1.5", ContextValue.Of(-1.5m)));
    }

    [Theory]
    [InlineData("4", Truth.True)]
    [InlineData("9", Truth.True)]
    [InlineData("10", Truth.False)]
    public void C22_SeveralValues_LessThan_IsTheLargest(string given, Truth answer) =>
        Assert.Equal(answer, Of("NumericLessThan", ["5", "10"], One(given)));

    [Fact]
    public void TypedNumbers_Compare()
    {
        Assert.Equal(Truth.True, Of("NumericLessThan", "10", ContextValue.Of(9L)));
        Assert.Equal(Truth.True, Of("NumericGreaterThan", "9.5", ContextValue.Of(9.75m)));
        Assert.Equal(Truth.Unknown, Of("NumericEquals", "1", ContextValue.Of(true)));
    }
}
