using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.4 and §3.5.</summary>
public sealed class BoolAndBinaryOperatorTests
{
    [Theory]
    [InlineData("true", "true", Truth.True)]
    [InlineData("true", "TRUE", Truth.True)]
    [InlineData("True", "true", Truth.True)]
    [InlineData("false", "False", Truth.True)]
    [InlineData("false", "true", Truth.False)]
    [InlineData("true", "false", Truth.False)]
    [InlineData("true", "1", Truth.False)]
    [InlineData("true", "yes", Truth.False)]
    [InlineData("false", "", Truth.False)]
    [InlineData("false", "0", Truth.False)]
    [InlineData("true", " true", Truth.False)]
    [InlineData("yes", "yes", Truth.False)]
    [InlineData("", "", Truth.False)]
    public void Bool_Text_MatchesOnlyTheTwoWords(string policy, string given, Truth answer) =>
        Assert.Equal(answer, Of("Bool", policy, given));

    [Fact]
    public void Bool_False_NeedsTheKey()
    {
        Assert.Equal(Truth.False, Of("Bool", "false", ContextValue.NotSupplied));
        Assert.Equal(Truth.True, Of("Bool", "false", ContextValue.Of(false)));
        Assert.Equal(Truth.True, Of("BoolIfExists", "false", ContextValue.NotSupplied));
        Assert.Equal(Truth.True, OfJson("Bool", "false", ContextValue.Of(false)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bool_SeveralValues_AreOred(bool given) =>
        Assert.Equal(Truth.True, Of("Bool", ["true", "false"], ContextValue.Of(given)));

    [Theory]
    [InlineData("AQID", "AQID", Truth.True)]
    [InlineData("AQID", "AQIE", Truth.False)]
    [InlineData("AQ==", "AQ==", Truth.True)]
    [InlineData("AQ==", "AQ", Truth.Unknown)]
    [InlineData("AQ==", "AQ==\n", Truth.Unknown)]
    [InlineData("AQ==", "A Q==", Truth.Unknown)]
    [InlineData("AQ==", "@@@@", Truth.Unknown)]
    [InlineData("AQ==", "-_8=", Truth.Unknown)]
    [InlineData("AQ", "AQ==", Truth.Unknown)]
    [InlineData("${app:x}", "AQ==", Truth.Unknown)]
    public void Binary_Base64_IsComparedByteForByte(string policy, string given, Truth answer) =>
        Assert.Equal(answer, Of("BinaryEquals", policy, given));

    [Fact]
    public void Binary_Bytes_CompareWithBase64()
    {
        Assert.Equal(Truth.True, Of("BinaryEquals", "AQID", ContextValue.Of([1, 2, 3])));
        Assert.Equal(Truth.False, Of("BinaryEquals", "AQID", ContextValue.Of([1, 2])));
        Assert.Equal(Truth.False, Of("BinaryEquals", "AQID", ContextValue.Of([1, 2, 3, 0])));
    }
}
