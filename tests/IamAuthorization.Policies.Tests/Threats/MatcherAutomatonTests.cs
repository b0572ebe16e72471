using System.Diagnostics;
using System.Text;
using IamAuthorization.Policies.Tests.Fuzzing;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>E5 and E6: on random patterns and texts the matcher answers as an automaton does.</summary>
public sealed class MatcherAutomatonTests
{
    private const int TextsPerPattern = 64;
    private const int PairsDefault = 40_000;
    private const int PatternsPerRound = 256;
    private const string Prefix = "arn:aws:app:::";

    private static readonly string[] Letters = ["a", "a", "a", "b", "b", "/", ":", "é", "\U0001F600", "aab"];

    private static readonly string[] Wildcards = ["*", "*", "?", "**", "*?", "?*"];

    private static readonly string[] Values = ["a", "*", "?", "b*", "${*}", "${app:v}", "aab", "/"];

    [Fact]
    [Trait("Threat", "E5")]
    public void PL48_StringLike_RandomPatterns_AnswersAsTheAutomaton() =>
        Compare("StringLike", static (pattern, _) => new(Allow().When("StringLike", "app:k", pattern)));

    [Fact]
    [Trait("Threat", "E5")]
    public void PL42_Resource_RandomPatterns_AnswersAsTheAutomaton() =>
        Compare("Resource", static (pattern, _) => new(Allow("*", Prefix + pattern), IsResource: true));

    [Fact]
    [Trait("Threat", "E6")]
    public void PL63_StringLikeWithVariables_RandomPatterns_ValuesAreLiteral() => Compare(
        "variables",
        static (pattern, random) => WithVariables(pattern, random.Pick<string>(Values)));

    /// <summary>
    /// Every third letter of the pattern becomes a variable, whose value is literal for the automaton.
    /// </summary>
    private static Case WithVariables(string pattern, string value)
    {
        var spelled = new StringBuilder();
        var tokens = new List<GlobAutomaton.Token>();
        foreach (Rune rune in pattern.EnumerateRunes().Take(16))
        {
            string literal = rune.Value switch { 'b' => value, '/' => "*", ':' => "?", 'é' => "$", _ => "" };
            spelled.Append(rune.Value switch
            {
                'b' => "${app:v}",
                '/' => "${*}",
                ':' => "${?}",
                'é' => "${$}",
                _ => rune.ToString(),
            });
            tokens.AddRange(literal.Length > 0
                ? GlobAutomaton.Literally(literal)
                : GlobAutomaton.TokensOf(rune.ToString()));
        }

        return new Case(Allow().When("StringLike", "app:k", spelled.ToString()), tokens, value);
    }

    private static void Compare(string name, Func<string, FuzzRandom, Case> caseOf)
    {
        long pairs = FuzzSettings.CountOr(PairsDefault);
        long rounds = (pairs / (TextsPerPattern * PatternsPerRound)) + 1;
        var watch = Stopwatch.StartNew();
        long matches = 0;
        FuzzThreads.ForEach(rounds, round =>
        {
            FuzzRandom random = FuzzRandom.Of(FuzzSettings.Seed, name, round);
            for (int pattern = 0; pattern < PatternsPerRound; pattern++)
            {
                Interlocked.Add(ref matches, ComparePattern(caseOf, ref random));
            }
        });

        long compared = rounds * PatternsPerRound * TextsPerPattern;
        Assert.InRange(matches, compared / 10, compared - (compared / 10));
        TextFuzzer.Report($"matcher, {name}", compared, watch.Elapsed, $"{matches} of the pairs match");
    }

    private static long ComparePattern(Func<string, FuzzRandom, Case> caseOf, ref FuzzRandom random)
    {
        string pattern = Word(ref random, 12, wildcardOneIn: 3);
        Case tried = caseOf(pattern, random);
        var automaton = new GlobAutomaton(tried.Tokens ?? GlobAutomaton.TokensOf(pattern));
        ApplicablePolicies policies = Evaluation.World.Of(Alice).Identity(tried.Tested).Policies();
        long matches = 0;
        for (int index = 0; index < TextsPerPattern; index++)
        {
            string text = random.OneIn(4)
                ? Word(ref random, 16, wildcardOneIn: 0)
                : Filled(tried.Tokens ?? GlobAutomaton.TokensOf(pattern), ref random);
            bool expected = automaton.IsMatch(text);
            bool isMatch = IamEvaluator.Decide(tried.Question(text), policies).IsAllowed;
            Assert.True(isMatch == expected, $"IAM_FUZZ_SEED={FuzzSettings.Seed}: `{pattern}` with variable "
                + $"`{tried.Value}` and text `{text}`: {isMatch}; the automaton says {expected}.");
            matches += isMatch ? 1 : 0;
        }

        return matches;
    }

    private static string Word(ref FuzzRandom random, int lengthMax, int wildcardOneIn)
    {
        var word = new StringBuilder();
        for (int length = random.Below(lengthMax + 1); length > 0; length--)
        {
            bool isWildcard = wildcardOneIn > 0 && random.OneIn(wildcardOneIn);
            word.Append(random.Pick<string>(isWildcard ? Wildcards : Letters));
        }

        return word.ToString();
    }

    /// <summary>A text that the tokens match, or would but for one letter.</summary>
    private static string Filled(IEnumerable<GlobAutomaton.Token> tokens, ref FuzzRandom random)
    {
        var text = new StringBuilder();
        foreach (GlobAutomaton.Token token in tokens)
        {
            text.Append(token switch
            {
                _ when token == GlobAutomaton.Token.AnyRun => Word(ref random, 4, wildcardOneIn: 0),
                _ when token == GlobAutomaton.Token.AnyOne => random.OneIn(3) ? "\U0001F600" : "a",
                _ when random.OneIn(24) => random.Pick<string>(Letters),
                _ => new Rune(token.Scalar).ToString(),
            });
        }

        return text.ToString();
    }

    private sealed record Case(
        Evaluation.Statement Tested,
        IReadOnlyList<GlobAutomaton.Token>? Tokens = null,
        string Value = "",
        bool IsResource = false)
    {
        private static readonly ConditionKey Key = ConditionKey.Of("app:k");

        public AuthorizationRequest Question(string text)
        {
            RequestContext context = IsResource ? RequestContext.Empty : new TwoValues(text, Value);
            Arn resource = IsResource ? Arn.Parse(Prefix + text) : Arn.Parse(Doc);
            return new AuthorizationRequest(Alice, ActionName.Parse(GetDoc), resource, context, Here);
        }

        private sealed class TwoValues(string text, string value) : RequestContext
        {
            public override ContextValue Get(ConditionKey key) => ContextValue.Of(key.Equals(Key) ? text : value);
        }
    }
}
