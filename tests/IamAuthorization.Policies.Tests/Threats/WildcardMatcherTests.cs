using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>E5 and E6: the matcher equals the naive one on every short pattern, and long ones end.</summary>
public sealed class WildcardMatcherTests
{
    private const int Long = 65_536;

    [Fact]
    [Trait("Threat", "E5")]
    public void PL48_StringLike_EveryShortPattern_EqualsNaiveMatcher()
    {
        string[] texts = [.. NaiveMatcher.Words("ab", 5)];
        AuthorizationRequest[] questions = [.. texts.Select(text => World.Of(Alice).With("app:k", text).Request())];
        foreach (string pattern in NaiveMatcher.Words("ab*?", 5))
        {
            ApplicablePolicies policies = World.Of(Alice)
                .Identity(Allow().When("StringLike", "app:k", pattern)).Policies();
            for (int index = 0; index < texts.Length; index++)
            {
                bool isMatch = IamEvaluator.Decide(questions[index], policies).IsAllowed;
                Assert.True(
                    isMatch == NaiveMatcher.IsMatch(pattern, texts[index]),
                    $"`{pattern}` and `{texts[index]}`: {isMatch}");
            }
        }
    }

    [Fact]
    [Trait("Threat", "E5")]
    public void PL42_Resource_EveryShortPattern_EqualsNaiveMatcher()
    {
        const string Prefix = "arn:aws:app:::";
        string[] texts = [.. NaiveMatcher.Words("a/:", 4)];
        foreach (string pattern in NaiveMatcher.Words("a/:*?", 4))
        {
            ApplicablePolicies policies = World.Of(Alice).Identity(Allow("*", Prefix + pattern)).Policies();
            foreach (string text in texts)
            {
                World question = World.Of(Alice).OwnedBy(Here).On(Prefix + text);
                bool isMatch = IamEvaluator.Decide(question.Request(), policies).IsAllowed;
                Assert.True(isMatch == NaiveMatcher.IsMatch(pattern, text), $"`{pattern}` and `{text}`: {isMatch}");
            }
        }
    }

    [Fact]
    [Trait("Threat", "E5")]
    public void PL26_Action_EveryShortPattern_EqualsNaiveMatcherWithoutCase()
    {
        string[] texts = [.. NaiveMatcher.Words("aB", 4).Where(text => text.Length > 0)];
        foreach (string pattern in NaiveMatcher.Words("Ab*?", 4).Where(pattern => pattern.Length > 0))
        {
            ApplicablePolicies policies = World.Of(Alice).Identity(Allow("app:" + pattern)).Policies();
            foreach (string text in texts)
            {
                bool isMatch = IamEvaluator.Decide(World.Of(Alice).Asks("app:" + text).Request(), policies).IsAllowed;
                bool expected = NaiveMatcher.IsMatch(pattern.ToUpperInvariant(), text.ToUpperInvariant());
                Assert.True(isMatch == expected, $"`{pattern}` and `{text}`: {isMatch}");
            }
        }
    }

    [Fact]
    [Trait("Threat", "E6")]
    public void PL63_PL64_EscapesAndVariables_EveryShortPattern_AreLiteral()
    {
        string[] tokens = ["a", "*", "?", "${*}", "${?}", "${$}", "${app:v}"];
        string[] texts = [.. NaiveMatcher.Words("a*?", 3)];
        foreach (string[] pattern in Sequences(tokens, 3))
        {
            ApplicablePolicies policies = World.Of(Alice)
                .Identity(Allow().When("StringLike", "app:k", string.Concat(pattern))).Policies();
            foreach (string value in (string[])["a", "*", "?", "*a"])
            {
                foreach (string text in texts)
                {
                    World question = World.Of(Alice).With("app:k", text).With("app:v", value);
                    bool isMatch = IamEvaluator.Decide(question.Request(), policies).IsAllowed;
                    Assert.True(
                        isMatch == IsMatch(pattern, value, text),
                        $"`{string.Concat(pattern)}`, `{value}` and `{text}`: {isMatch}");
                }
            }
        }
    }

    [Theory]
    [Trait("Threat", "E5")]
    [InlineData("*a", Answer.True)]
    [InlineData("a*", Answer.True)]
    [InlineData("?*", Answer.True)]
    [InlineData("*?", Answer.True)]
    [InlineData("a", Answer.False)]
    [InlineData("?", Answer.False)]
    [InlineData("*b", Answer.False)]
    [InlineData("a*b", Answer.False)]
    [InlineData("*a?", Answer.True)]
    public void LongPattern_LongText_Ends(string unit, Answer answer)
    {
        string pattern = string.Concat(Enumerable.Repeat(unit, 20_000 / unit.Length));

        Assert.Equal(answer, Condition.Of("StringLike", pattern, new string('a', Long)));
    }

    [Fact]
    [Trait("Threat", "E5")]
    public void NearMisses_LongText_End()
    {
        string text = new('a', Long);

        Assert.Equal(Answer.False, Condition.Of("StringLike", "*" + new string('a', 256) + "b", text));
        Assert.Equal(Answer.True, Condition.Of("StringLike", "*" + new string('a', 256) + "b", text + "b"));
        Assert.Equal(Answer.False, Condition.Of("StringLike", "*" + new string('?', 256) + "b*", text));
        Assert.Equal(Answer.True, Condition.Of("StringLike", "*" + new string('?', Long), text));
        Assert.Equal(Answer.False, Condition.Of("StringLike", new string('?', Long + 1) + "*", text));
    }

    private static IEnumerable<string[]> Sequences(string[] tokens, int lengthMax)
    {
        IEnumerable<string[]> sequences = [[]];
        for (int length = 0; length < lengthMax; length++)
        {
            sequences = [.. sequences.SelectMany(sequence => tokens.Select(token => (string[])[.. sequence, token]))];
            foreach (string[] sequence in sequences)
            {
                yield return sequence;
            }
        }
    }

    /// <summary>Spells tokens in an alphabet of its own, where what is literal cannot be a wildcard.</summary>
    private static bool IsMatch(string[] tokens, string value, string text)
    {
        string pattern = string.Concat(tokens.Select(token => token switch
        {
            "${*}" => Plain("*"),
            "${?}" => Plain("?"),
            "${$}" => "$",
            "${app:v}" => Plain(value),
            _ => token,
        }));
        return NaiveMatcher.IsMatch(pattern, Plain(text));

        static string Plain(string literal) =>
            literal.Replace('*', 's').Replace('?', 'q');
    }
}
