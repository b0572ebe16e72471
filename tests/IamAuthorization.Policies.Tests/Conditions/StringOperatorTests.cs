using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.1.</summary>
public sealed class StringOperatorTests
{
    [Theory]
    [InlineData("StringEquals", "abc", "abc", Truth.True)]
    [InlineData("StringEquals", "abc", "Abc", Truth.False)]
    [InlineData("StringEquals", "abc", "abcd", Truth.False)]
    [InlineData("StringEquals", "b", "abc", Truth.False)]
    [InlineData("StringEquals", "a*", "abc", Truth.False)]
    [InlineData("StringEquals", "a*", "a*", Truth.True)]
    [InlineData("StringEquals", "a?c", "abc", Truth.False)]
    [InlineData("StringEqualsIgnoreCase", "abc", "ABC", Truth.True)]
    [InlineData("StringEqualsIgnoreCase", "a*", "ABC", Truth.False)]
    [InlineData("StringEqualsIgnoreCase", "straße", "STRASSE", Truth.False)]
    [InlineData("StringEqualsIgnoreCase", "é", "É", Truth.True)]
    [InlineData("StringLike", "a*", "abc", Truth.True)]
    [InlineData("StringLike", "a?c", "abc", Truth.True)]
    [InlineData("StringLike", "a?c", "ac", Truth.False)]
    [InlineData("StringLike", "A*", "abc", Truth.False)]
    [InlineData("StringLike", "b", "abc", Truth.False)]
    [InlineData("StringLike", "*b*", "abc", Truth.True)]
    [InlineData("StringLike", "*", "", Truth.True)]
    [InlineData("StringLike", "?", "", Truth.False)]
    [InlineData("StringLike", "a*z", "a/:\n\r/z", Truth.True)]
    [InlineData("StringLike", "[ab]", "a", Truth.False)]
    [InlineData("StringLike", "[ab]", "[ab]", Truth.True)]
    [InlineData("StringLike", "a\\*", "a*", Truth.False)]
    [InlineData("StringLike", "a.c", "abc", Truth.False)]
    public void C16_C17_C20_Operator_WholeValue_IsCompared(
        string @operator, string policy, string given, Truth answer)
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

        Assert.Equal(Truth.True, Of("StringEqualsIgnoreCase", "title", "TITLE"));
        Assert.Equal(Truth.False, Of("StringEqualsIgnoreCase", "title", "TİTLE"));
        Assert.Equal(Truth.False, Of("StringEqualsIgnoreCase", "tıtle", "title"));
    }

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringEqualsIgnoreCase")]
    [InlineData("StringLike")]
    public void C18_ComposedAndDecomposed_AreDifferent(string @operator) =>
        Assert.Equal(Truth.False, Of(@operator, "\u00E9", "e\u0301"));

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
        Assert.Equal(Truth.True, Of("StringEquals", "true", ContextValue.Of(true)));
        Assert.Equal(Truth.True, Of("StringEquals", "42", ContextValue.Of(42L)));
        Assert.Equal(Truth.True, Of("StringEquals", "1.5", ContextValue.Of(1.5m)));
        Assert.Equal(Truth.True, Of("StringLike", "arn:*", ContextValue.Of(Arn.Parse(Names.Doc))));
    }
}
