using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;

namespace IamAuthorization.Policies.Tests.Conditions;

/// <summary>Conditions §3.7.</summary>
public sealed class ArnOperatorTests
{
    private const string CrossingPattern = "arn:aws:svc:*:111122223333:finance/*";
    private const string CrossingArn = "arn:aws:svc:us-east-2:999999999999:store/abc:111122223333:finance/d.txt";

    [Theory]
    [InlineData("arn:aws:app:::doc/x", "arn:aws:app:::doc/x", Answer.True)]
    [InlineData("arn:aws:app:::doc/x", "arn:aws:app:::doc/X", Answer.False)]
    [InlineData("arn:aws:app:::doc/*", "arn:aws:app:::doc/a/b:c", Answer.True)]
    [InlineData("arn:aws:app:::doc/?", "arn:aws:app:::doc/a", Answer.True)]
    [InlineData("arn:aws:*:::doc/x", "arn:aws:app:::doc/x", Answer.True)]
    [InlineData("arn:*:app:*:*:doc/x", "arn:aws:app:eu:111122223333:doc/x", Answer.True)]
    [InlineData("arn:aws:app:*:*:*", "arn:aws:app:::doc", Answer.True)]
    [InlineData("arn:aws:app:?:*:*", "arn:aws:app:::doc", Answer.False)]
    [InlineData("arn:aws:app:::*", "arn:aws:app:eu::doc", Answer.False)]
    [InlineData(CrossingPattern, CrossingArn, Answer.False)]
    public void C31_Arn_PartByPart_IsCompared(string policy, string given, Answer answer)
    {
        Assert.Equal(answer, Of("ArnLike", policy, given));
        Assert.Equal(answer, Of("ArnEquals", policy, given));
        Assert.Equal(OperatorSpecimen.Not(answer), Of("ArnNotLike", policy, given));
        Assert.Equal(OperatorSpecimen.Not(answer), Of("ArnNotEquals", policy, given));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("arn")]
    [InlineData("arn:aws:app")]
    [InlineData("arn:aws:app:::")]
    [InlineData("ARN:aws:app:::doc/x")]
    [InlineData("doc/x")]
    public void C32_Text_NoArn_IsUnknownOnEitherSide(string text)
    {
        bool hasSixParts = text.Count(character => character == ':') >= 5
            && text.StartsWith("arn:", StringComparison.Ordinal);
        Answer answer = hasSixParts ? Answer.False : Answer.Unknown;

        Assert.Equal(answer, Of("ArnLike", "arn:aws:app:::doc/x", text));
        Assert.Equal(answer, Of("ArnLike", text, "arn:aws:app:::doc/x"));
        Assert.Equal(OperatorSpecimen.Not(answer), Of("ArnNotLike", text, "arn:aws:app:::doc/x"));
    }

    [Theory]
    [InlineData("arn:*")]
    [InlineData("arn:aws:*")]
    [InlineData("arn:aws:app::*")]
    public void C32_ShortArnEndingInStar_IsNotFilledUpAsAResourceIs(string policy) =>
        Assert.Equal(Answer.Unknown, Of("ArnLike", policy, "arn:aws:app:::doc/x"));

    [Theory]
    [InlineData("arn:aws:app:::${app:v}", "doc/x", true)]
    [InlineData("arn:aws:app:::${app:v}", "*", false)]
    [InlineData("arn:aws:app::${app:v}:doc/x", "111122223333", true)]
    [InlineData("arn:aws:app::${app:v}", "111122223333:doc/x", false)]
    [InlineData("arn:aws:app:${app:v}:doc/x", ":111122223333", false)]
    [InlineData("arn:aws:app:::${app:none, 'a:b'}", "doc/x", false)]
    [InlineData("arn:aws:app::${app:none, '111122223333'}:doc/x", "-", true)]
    [InlineData("arn:aws:app::${app:none, '111122223333:doc/x'}", "-", false)]
    [InlineData("${app:none, 'arn:aws:app::111122223333:doc/x'}", "-", true)]
    [InlineData("${app:v}", "arn:aws:app::111122223333:doc/x", true)]
    [InlineData("${app:v}", "arn:aws:app::111122223333:doc/*", false)]
    [InlineData("${app:v}", "arn:aws:app::444455556666:doc/x", false)]
    public void Variable_InArnValue_StaysInItsPart(string policy, string value, bool isTrue)
    {
        string given = policy.Contains(":::", StringComparison.Ordinal)
            ? "arn:aws:app:::doc/x"
            : "arn:aws:app::111122223333:doc/x";
        World world = World.Of(Names.Alice).With("app:v", value).With(Key, given);

        Assert.Equal(isTrue, Of(world, statement => statement.When("ArnLike", Key, policy)) == Answer.True);
    }

    [Theory]
    [InlineData("ArnLike")]
    [InlineData("ArnNotLike")]
    public void C32_WholeVariableThatIsNoArn_IsUnknown(string @operator)
    {
        World world = World.Of(Names.Alice).With("app:v", "no arn").With(Key, "arn:aws:app:::doc/x");

        Assert.Equal(Answer.Unknown, Of(world, statement => statement.When(@operator, Key, "${app:v}")));
    }

    [Fact]
    public void C31_StringLike_SameExample_CrossesColons() =>
        Assert.Equal(Answer.True, Of("StringLike", CrossingPattern, CrossingArn));

    [Fact]
    public void C33_StringEquals_Arn_HasNoWildcards() =>
        Assert.Equal(Answer.False, Of("StringEquals", "arn:aws:app:::doc/*", "arn:aws:app:::doc/x"));
}
