using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.1.</summary>
public sealed class StringOperatorTests
{
    [Theory]
    [InlineData("StringEquals", "abc", "abc", Answer.True)]
    [InlineData("StringEquals", "abc", "Abc", Answer.False)]
    [InlineData("StringEquals", "abc", "abcd", Answer.False)]
    [InlineData("StringEquals", "b", "abc", Answer.False)]
    [InlineData("StringEquals", "a*", "abc", Answer.False)]
    [InlineData("StringEquals", "a*", "a*", Answer.True)]
    [InlineData("StringEquals", "a?c", "abc", Answer.False)]
    [InlineData("StringEqualsIgnoreCase", "abc", "ABC", Answer.True)]
    [InlineData("StringEqualsIgnoreCase", "a*", "ABC", Answer.False)]
    [InlineData("StringEqualsIgnoreCase", "straße", "STRASSE", Answer.False)]
    [InlineData("StringEqualsIgnoreCase", "é", "É", Answer.True)]
    [InlineData("StringLike", "a*", "abc", Answer.True)]
    [InlineData("StringLike", "a?c", "abc", Answer.True)]
    [InlineData("StringLike", "a?c", "ac", Answer.False)]
    [InlineData("StringLike", "A*", "abc", Answer.False)]
    [InlineData("StringLike", "b", "abc", Answer.False)]
    [InlineData("StringLike", "*b*", "abc", Answer.True)]
    [InlineData("StringLike", "*", "", Answer.True)]
    [InlineData("StringLike", "?", "", Answer.False)]
    [InlineData("StringLike", "a*z", "a/:\n\r/z", Answer.True)]
    [InlineData("StringLike", "[ab]", "a", Answer.False)]
    [InlineData("StringLike", "[ab]", "[ab]", Answer.True)]
    [InlineData("StringLike", "a\\*", "a*", Answer.False)]
    [InlineData("StringLike", "a.c", "abc", Answer.False)]
    public void C16_C17_C20_Operator_WholeValue_IsCompared(
        string @operator, string policy, string given, Answer answer)
    {
        string negated = @operator.Replace("String", "StringNot", StringComparison.Ordinal);

        Assert.Equal(answer, Of(@operator, policy, given));
        Assert.Equal(OperatorSpecimen.Not(answer), Of(negated, policy, given));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az")]
    [InlineData("")]
    public void C18_IgnoreCase_AnyCulture_FoldsOrdinally(string culture)
    {
        using var _ = new CultureScope(culture);

        Assert.Equal(Answer.True, Of("StringEqualsIgnoreCase", "title", "TITLE"));
        Assert.Equal(Answer.False, Of("StringEqualsIgnoreCase", "title", "TİTLE"));
        Assert.Equal(Answer.False, Of("StringEqualsIgnoreCase", "tıtle", "title"));
    }

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringEqualsIgnoreCase")]
    [InlineData("StringLike")]
    public void C18_ComposedAndDecomposed_AreDifferent(string @operator) =>
        Assert.Equal(Answer.False, Of(@operator, "\u00E9", "e\u0301"));

    [Theory]
    [InlineData("2012-10-17", "home/${*}", "home/*", true)]
    [InlineData("2012-10-17", "home/${*}", "home/${*}", false)]
    [InlineData("2012-10-17", "why${?}", "why?", true)]
    [InlineData("2012-10-17", "${$}{x}", "${x}", true)]
    [InlineData("2008-10-17", "home/${*}", "home/${*}", true)]
    [InlineData("2008-10-17", "home/${*}", "home/*", false)]
    [InlineData(null, "home/${*}", "home/${*}", true)]
    public void C19_Escapes_UnderStringEquals_FollowTheVersion(
        string? version, string policy, string given, bool isTrue)
    {
        string text = World.Text(version, Statement.Allow().When("StringEquals", Key, policy));

        Assert.Equal(isTrue, World.Of(Names.Alice).With(Key, given).Attach(PolicyKind.InlineUser, text).IsAllowed());
    }

    [Fact]
    public void TypedValues_StringOperator_ComparesTheirText()
    {
        Assert.Equal(Answer.True, Of("StringEquals", "true", ContextValue.Of(true)));
        Assert.Equal(Answer.True, Of("StringEquals", "42", ContextValue.Of(42L)));
        Assert.Equal(Answer.True, Of("StringEquals", "1.5", ContextValue.Of(1.5m)));
        Assert.Equal(Answer.True, Of("StringLike", "arn:*", ContextValue.Of(Arn.Parse(Names.Doc))));
    }
}
