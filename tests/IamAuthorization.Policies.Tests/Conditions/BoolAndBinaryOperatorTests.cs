using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.4 and §3.5.</summary>
public sealed class BoolAndBinaryOperatorTests
{
    [Theory]
    [InlineData("true", "true", Answer.True)]
    [InlineData("true", "TRUE", Answer.True)]
    [InlineData("True", "true", Answer.True)]
    [InlineData("false", "False", Answer.True)]
    [InlineData("false", "true", Answer.False)]
    [InlineData("true", "false", Answer.False)]
    [InlineData("true", "1", Answer.False)]
    [InlineData("true", "yes", Answer.False)]
    [InlineData("false", "", Answer.False)]
    [InlineData("false", "0", Answer.False)]
    [InlineData("true", " true", Answer.False)]
    [InlineData("yes", "yes", Answer.False)]
    [InlineData("", "", Answer.False)]
    public void Bool_Text_MatchesOnlyTheTwoWords(string policy, string given, Answer answer) =>
        Assert.Equal(answer, Of("Bool", policy, given));

    [Fact]
    public void Bool_False_NeedsTheKey()
    {
        Assert.Equal(Answer.False, Of("Bool", "false", ContextValue.NotSupplied));
        Assert.Equal(Answer.True, Of("Bool", "false", ContextValue.Of(false)));
        Assert.Equal(Answer.True, Of("BoolIfExists", "false", ContextValue.NotSupplied));
        Assert.Equal(Answer.True, OfJson("Bool", "false", ContextValue.Of(false)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bool_SeveralValues_AreOred(bool given) =>
        Assert.Equal(Answer.True, Of("Bool", ["true", "false"], ContextValue.Of(given)));

    [Theory]
    [InlineData("AQID", "AQID", Answer.True)]
    [InlineData("AQID", "AQIE", Answer.False)]
    [InlineData("AQ==", "AQ==", Answer.True)]
    [InlineData("AQ==", "AQ", Answer.Unknown)]
    [InlineData("AQ==", "AQ==\n", Answer.Unknown)]
    [InlineData("AQ==", "A Q==", Answer.Unknown)]
    [InlineData("AQ==", "@@@@", Answer.Unknown)]
    [InlineData("AQ==", "-_8=", Answer.Unknown)]
    [InlineData("AQ", "AQ==", Answer.Unknown)]
    [InlineData("${app:x}", "AQ==", Answer.Unknown)]
    public void Binary_Base64_IsComparedByteForByte(string policy, string given, Answer answer) =>
        Assert.Equal(answer, Of("BinaryEquals", policy, given));

    [Fact]
    public void Binary_Bytes_CompareWithBase64()
    {
        Assert.Equal(Answer.True, Of("BinaryEquals", "AQID", ContextValue.Of([1, 2, 3])));
        Assert.Equal(Answer.False, Of("BinaryEquals", "AQID", ContextValue.Of([1, 2])));
        Assert.Equal(Answer.False, Of("BinaryEquals", "AQID", ContextValue.Of([1, 2, 3, 0])));
    }
}
