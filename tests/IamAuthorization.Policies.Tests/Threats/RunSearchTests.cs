using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Fuzzing;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// E5: runs between two stars that nearly match at many places, which the matcher searches 64 beginnings at a time: it
/// answers as a slow one does wherever in a word of 64 the run begins and ends, and allocates nothing.
/// </summary>
[Trait("Threat", "E5")]
public sealed class RunSearchTests
{
    private const int PatternsDefault = 400;
    private const int TextsPerPattern = 4;
    private const int LeadMax = 150;
    private const string Variable = "${app:v, ''}";
    private const string Pair = "\U0001F600";

    // WHY so many `a`: with few, the first attempts find the run, and nothing is left to search.
    // WHY `š` and `慡`: their bytes are those of `a`.
    private static readonly string[] Letters = ["a", "a", "a", "a", "a", "a", "b", "š", "慡", Pair];

    private static readonly string[] Steps = ["a", "a", "a", "a", "?", "?", "?", "b", "š", Pair, Variable];

    private static readonly string[] Values = ["a", "aa", "*", "?a", "\0", Pair, "\uD83D", "\uDE00", "aab", ""];

    private static readonly int[] Lengths =
        [1, 2, 3, 5, 8, 31, 32, 33, 62, 63, 64, 65, 66, 127, 128, 129, 130, 191, 192, 193];

    /// <summary>What stands behind many <c>a</c>, and whether the pattern finds it.</summary>
    public static TheoryData<string, string, string, bool> Runs => new()
    {
        { "*a?b*", "", Pair + "b", true },
        { "*a?b*", "", Pair + "xb", false },
        { "*a?b*", "", "\uD83Db", true },
        { "*a?b*", "", "\uDE00b", true },
        { "*a?b*", "", "\uDE00\uD83Db", false },
        { "*a?b*c", "", Pair + "bc", true },
        { "*a?b*b", "", Pair + "b", false },
        { "*b?" + Pair + "*", "", "b" + Pair + Pair, true },
        { "*aa??b*", "", Pair + Pair + "b", true },
        { "*aa??b*", "", Pair + Pair + Pair + "b", false },
        { "*a?b?*", "", "xb", false },
        { "*a?b?*", "", "xbx", true },
        { "*a?b*", "", "\0b", true },
        { "*a?" + Variable + "*", "b", "xb", true },
        { "*a?" + Variable + "*", "b", "x", false },
        { "*" + Variable + "?b*", "aaa", "xb", true },
        { "*" + Variable + "?b*", "aaa", "xxb", false },
        { "*a?" + Variable + "*", "\0", "", false },
        { "*a?" + Variable + "*", "\0", "x\0", true },
        { "*a?" + Variable + "*", "\uDE00", Pair, false },
        { "*a?" + Variable + "*", "\uDE00", Pair + "\uDE00", true },
        { "*a?" + Variable + "*", "\uDE00", "x\uDE00", true },
        { "*a?" + Variable + "b*", "?", "x?b", true },
        { "*a?" + Variable + "b*", "?", "xxb", false },
        { "*a?š*", "", "xa", false },
        { "*a?b*a?b*", "", "xbaxb", true },
        { "*a?b*a?b*", "", "xbxb", false },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void PL48_RunBehindNearMisses_AtEveryPlaceOfAWord_IsFound(
        string pattern, string value, string behind, bool isFound)
    {
        ConditionProbe probe = ConditionProbe.Of(["StringLike"], pattern);
        for (int lead = 12; lead <= LeadMax; lead++)
        {
            string text = new string('a', lead) + behind;

            Assert.Equal(isFound ? Answer.True : Answer.False, Ask(probe, text, value));
            Assert.Equal(isFound, PlaceMatcher.IsMatch(Tokens(pattern, value), text));
        }
    }

    [Theory]
    [InlineData("*${app:none, ''}b*")]
    [InlineData("*a${app:none, ''}b*")]
    [InlineData("*ab${app:none, ''}*")]
    [InlineData("*${app:none, ''}${app:none, ''}a?${app:none, ''}*")]
    public void PL61_VariableThatStandsForNothing_BehindNearMisses_LeavesTheRestOfTheRun(string pattern)
    {
        ConditionProbe probe = ConditionProbe.Of(["StringLike"], pattern);
        for (int lead = 12; lead <= LeadMax; lead++)
        {
            Assert.Equal(Answer.True, Ask(probe, new string('a', lead) + "b", ""));
        }

        Assert.Equal(Answer.False, Ask(probe, new string('c', LeadMax), ""));
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(4_097)]
#if !MUTATION
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(20_000)]
#endif
    public void PL48_LongRun_BehindNearMisses_IsFoundWithoutAllocation(int length)
    {
        string run = string.Concat(Enumerable.Repeat("a?", length))[..(length - 1)] + "b";
        ConditionProbe probe = ConditionProbe.Of(["StringLike"], $"*{run}*");
        string near = new('a', length + 100);

        Assert.Equal(Answer.True, Ask(probe, near + "b", ""));
        Assert.Equal(Answer.False, Ask(probe, near, ""));
        Assert.Equal(Answer.False, Ask(probe, near[..(length - 2)] + "b", ""));

        var context = new ConditionProbe.OneValue(ContextValue.Of(near + "b"));
        Assert.Equal(0, Allocation.LeastOf(() => probe.Ask(0, context)));
    }

    [Fact]
    public void PL48_RandomRuns_BehindNearMisses_AnswerAsTheSlowMatcher()
    {
        long patterns = FuzzSettings.CountOr(PatternsDefault);
        long matches = 0;
        FuzzThreads.ForEach(patterns, number =>
        {
            FuzzRandom random = FuzzRandom.Of(FuzzSettings.Seed, "runs", number);
            Interlocked.Add(ref matches, Compare(ref random));
        });

        long compared = patterns * TextsPerPattern;
        Assert.InRange(matches, compared / 10, compared - (compared / 10));
    }

    private static int Compare(ref FuzzRandom random)
    {
        string value = random.Pick<string>(Values);
        string pattern = Pattern(ref random);
        PlaceMatcher.Token[] tokens = [.. Tokens(pattern, value)];
        ConditionProbe probe = ConditionProbe.Of(["StringLike"], pattern);
        int matches = 0;
        for (int count = 0; count < TextsPerPattern; count++)
        {
            string text = Filled(tokens, ref random);
            bool isMatch = PlaceMatcher.IsMatch(tokens, text);
            Assert.True(
                Ask(probe, text, value) == (isMatch ? Answer.True : Answer.False),
                $"IAM_FUZZ_SEED={FuzzSettings.Seed}: `{pattern}` with variable `{value}` and text `{text}`: "
                    + $"{!isMatch}.");
            matches += isMatch ? 1 : 0;
        }

        return matches;
    }

    /// <summary>A few runs, each behind a star.</summary>
    private static string Pattern(ref FuzzRandom random)
    {
        var pattern = new System.Text.StringBuilder();
        for (int runs = 1 + random.Below(3); runs > 0; runs--)
        {
            pattern.Append("*a");
            for (int length = random.Pick<int>(Lengths); length > 1; length--)
            {
                pattern.Append(random.OneIn(40) ? Variable : random.Pick<string>(Steps.AsSpan(0, Steps.Length - 1)));
            }
        }

        return pattern.Append(random.OneIn(4) ? "" : "*").ToString();
    }

    /// <summary>A text that the tokens match, or would but for one letter, with near misses at each star.</summary>
    private static string Filled(IEnumerable<PlaceMatcher.Token> tokens, ref FuzzRandom random)
    {
        var text = new System.Text.StringBuilder();
        foreach (PlaceMatcher.Token token in tokens)
        {
            bool isRun = token == PlaceMatcher.Token.AnyRun;
            for (int more = isRun ? random.Below(LeadMax) : 0; more > 0; more--)
            {
                text.Append(random.OneIn(8) ? random.Pick<string>(Letters) : "a");
            }

            bool isFree = token == PlaceMatcher.Token.AnyOne || random.OneIn(200);
            string filling = isFree ? random.Pick<string>(Letters) : ((char)token.Unit).ToString();
            text.Append(isRun ? "" : filling);
        }

        return text.ToString();
    }

    /// <summary>The pattern's wildcards and units, with the value as text that is no wildcard.</summary>
    private static IEnumerable<PlaceMatcher.Token> Tokens(string pattern, string value) =>
        pattern.Split(Variable).SelectMany((piece, index) =>
            (index == 0 ? "" : value).Select(PlaceMatcher.Token.Of).Concat(piece.Select(TokenOf)));

    private static PlaceMatcher.Token TokenOf(char unit) => unit switch
    {
        '*' => PlaceMatcher.Token.AnyRun,
        '?' => PlaceMatcher.Token.AnyOne,
        _ => PlaceMatcher.Token.Of(unit),
    };

    private static Answer Ask(ConditionProbe probe, string text, string value) =>
        probe.Ask(0, new ConditionProbe.OneValue(ContextValue.Of(text), ContextValue.Of(value)));
}
