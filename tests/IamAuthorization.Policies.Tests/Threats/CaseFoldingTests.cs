using System.Text;
using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>H3: in an action only ASCII letters fold, whatever the culture.</summary>
[Trait("Threat", "H3")]
public sealed class CaseFoldingTests
{
    private const int EntriesPerDocument = 4_096;
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az")]
    [InlineData("")]
    public void EveryScalarOutsideAscii_AsActionOfPolicy_IsNoLetter(string culture)
    {
        using var _ = new CultureScope(culture);
        foreach (string[] scalars in ReadableScalars(end: 0x10000).Chunk(EntriesPerDocument))
        {
            foreach (char letter in Letters[..26])
            {
                AssertNothingMatches($"app:{letter}", scalars, scalar => "app:" + scalar);
                AssertNothingMatches($"{letter}:Get", scalars, scalar => scalar + ":Get");
            }
        }
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az")]
    [InlineData("")]
    public void EveryScalarOutsideAscii_BetweenStars_IsNoLetter(string culture)
    {
        using var _ = new CultureScope(culture);
        foreach (string[] scalars in ReadableScalars(end: 0x110000).Chunk(EntriesPerDocument))
        {
            AssertNothingMatches($"app:{Letters}", scalars, scalar => $"app:*{scalar}*");
        }
    }

    [Fact]
    public void EveryScalar_InActionOfRequest_OnlyPlainAsciiIsAnAction()
    {
        for (int value = 0; value <= 0x10FFFF; value++)
        {
            if (!Rune.IsValid(value))
            {
                continue;
            }

            string scalar = new Rune(value).ToString();
            bool isPlain = scalar.Length == 1 && Letters.Contains(scalar[0], StringComparison.Ordinal);
            bool isAction = ActionName.TryParse("app:" + scalar, out ActionName _);
            Assert.True(isPlain == isAction, $"U+{value:X4}");
        }
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az")]
    [InlineData("")]
    public void EveryPairOfAsciiCharacters_FoldsAsLettersDo(string culture)
    {
        using var _ = new CultureScope(culture);
        foreach (char entry in Letters)
        {
            ApplicablePolicies policies = World.Of(Alice).Identity(Allow($"app:{entry}")).Policies();
            foreach (char asked in Letters)
            {
                bool isMatch = IamEvaluator.Decide(World.Of(Alice).Asks($"app:{asked}").Request(), policies).IsAllowed;
                Assert.True(isMatch == ((entry | 0x20) == (asked | 0x20) && SameKind(entry, asked)), $"{entry}{asked}");
            }
        }

        static bool SameKind(char left, char right) =>
            left == right || (char.IsAsciiLetter(left) && char.IsAsciiLetter(right));
    }

    [Fact]
    public void ActionNames_EqualWithoutCase_HaveOneHash() =>
        Assert.Equal(
            (true, ActionName.Parse("app:GETITEM").GetHashCode()),
            (ActionName.Parse("app:getitem") == ActionName.Parse("app:GETITEM"),
                ActionName.Parse("app:getitem").GetHashCode()));

    private static void AssertNothingMatches(string action, string[] scalars, Func<string, string> entry)
    {
        World world = World.Of(Alice).Asks(action).Identity(Allow([.. scalars.Select(entry)], ["*"]));

        Assert.False(world.IsAllowed(), $"{action} matched one of {entry(scalars[0])} … {entry(scalars[^1])}");
    }

    /// <summary>All scalars outside ASCII that a document may hold (PL-02).</summary>
    private static IEnumerable<string> ReadableScalars(int end)
    {
        for (int value = 0xA0; value < end; value++)
        {
            bool isInvisible = value is (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E)
                or (>= 0x2060 and <= 0x2069) or 0xFEFF;
            if (Rune.IsValid(value) && !isInvisible)
            {
                yield return new Rune(value).ToString();
            }
        }
    }
}
