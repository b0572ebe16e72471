using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Fuzzing;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>
/// E5: patterns made to be expensive, on texts of one letter, where the answer is a matter of counting. They end, are
/// right and allocate nothing. How long they take is measured by the benchmarks of limits.
/// </summary>
[Trait("Threat", "E5")]
public sealed class AdversarialPatternTests
{
    private const int TextMax = 65_536;
    private const int CountDefault = 60;
    private const int CountMax = 100_000;

    // WHY: a run between two stars is compared unit by unit with 64 places of the text at a time, and a long test run
    // has many of them.
    private const int RunMax = 4_096;

    private static readonly string[] Units = ["*a", "a*", "*?", "?*", "*a?", "a", "?", "a?", "*", "*aa", "*a*?", "a?*"];

    [Fact]
    public void PL48_AdversarialPattern_TextOfOneLetter_IsCounted()
    {
        long count = Math.Min(FuzzSettings.CountOr(CountDefault), CountMax);
        FuzzThreads.ForEach(count, number =>
        {
            FuzzRandom random = FuzzRandom.Of(FuzzSettings.Seed, "adversarial", number);
            Check(number, ref random);
        });
    }

    private static void Check(long number, ref FuzzRandom random)
    {
        string pattern = Pattern(ref random);
        int letters = pattern.AsSpan().Count('a') + pattern.AsSpan().Count('?');
        bool hasStar = pattern.Contains('*', StringComparison.Ordinal);
        int length = Math.Clamp(letters - 1 + random.Below(3), 0, TextMax);
        length = random.OneIn(2) ? length : TextMax;
        bool fits = hasStar ? letters <= length : letters == length;
        string text = new('a', length);

        AssertAnswer(number, fits, pattern, text);
        AssertAnswer(number, fits, pattern + "b", text + "b");
        AssertAnswer(number, false, pattern + "b", text);
        AssertAnswer(number, false, pattern + "b*", text);
        AssertAnswer(number, false, "b" + pattern, text);
        AssertAnswer(number, false, "*a" + pattern + "b*", text);
        AssertAnswer(number, letters < length, "*a" + pattern + "b*", text + "b");
    }

    /// <summary>One unit again and again, or any of them in any order.</summary>
    private static string Pattern(ref FuzzRandom random)
    {
        int lengthMax = 1 << random.Below(17);
        string unit = random.Pick<string>(Units);
        bool isMixed = random.OneIn(2);
        var pattern = new System.Text.StringBuilder();
        int run = 0;
        while (pattern.Length < lengthMax)
        {
            unit = isMixed ? random.Pick<string>(Units) : unit;
            run = unit.Contains('*', StringComparison.Ordinal) ? 0 : run + unit.Length;
            pattern.Append(unit);
            if (run >= RunMax)
            {
                pattern.Append('*');
                run = 0;
            }
        }

        return pattern.ToString();
    }

    private static void AssertAnswer(long number, bool expected, string pattern, string text)
    {
        ConditionProbe probe = ConditionProbe.Of(["StringLike"], pattern);
        var context = new ConditionProbe.OneValue(ContextValue.Of(text));
        Answer answer = probe.Ask(0, context);
        long allocated = Allocation.LeastOf(() => probe.Ask(0, context));

        Assert.True(
            answer == (expected ? Answer.True : Answer.False),
            $"Pattern {number} with IAM_FUZZ_SEED={FuzzSettings.Seed}, {pattern.Length} characters against "
                + $"{text.Length}: {answer}.");
        Assert.True(allocated == 0, $"Pattern {number}: {allocated} bytes allocated.");
    }
}
