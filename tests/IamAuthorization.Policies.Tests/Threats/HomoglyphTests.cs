using IamAuthorization.Policies.Tests.Evaluation;
using IamAuthorization.Policies.Tests.Pitfalls;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Threats;

/// <summary>E13: look-alike and invisible characters do not get into identifiers.</summary>
[Trait("Threat", "E13")]
public sealed class HomoglyphTests
{
    // Cyrillic a, Greek omicron, full-width a, dotless i, long s, Kelvin sign, soft hyphen, combining acute, math a.
    private static readonly string[] Confusables =
        ["\u0430", "\u03BF", "\uFF41", "\u0131", "\u017F", "\u212A", "\u00AD", "\u0301", "\U0001D41A"];

    private static readonly string[] Invisibles =
        ["\u200B", "\u200D", "\u200E", "\u202A", "\u202E", "\u2060", "\u2066", "\uFEFF", "\u0000", "\u0085"];

    public static TheoryData<string> Characters => [.. Confusables, .. Invisibles];

    public static TheoryData<string> InvisibleCharacters => [.. Invisibles];

    [Theory]
    [MemberData(nameof(Characters))]
    public void ActionAndSid_ForeignCharacter_IsRefused(string character)
    {
        Saving.AssertRefused(World.Text(Allow($"app:G{character}t")));
        Saving.AssertRefused(World.Text(Allow($"{character}pp:Get")));
        Saving.AssertRefused(World.Text(Allow("app:Get").Named($"S{character}d")));
    }

    [Theory]
    [MemberData(nameof(Characters))]
    public void ServiceAccountAndOperator_ForeignCharacter_IsRefused(string character)
    {
        Saving.AssertRefused(World.Text(Allow("app:Get", $"arn:aws:{character}pp:::doc/x")));
        Saving.AssertRefused(World.Text(Allow("app:Get", $"arn:{character}ws:app:::doc/x")));
        Saving.AssertRefused(World.Text(Allow("app:Get", $"arn:aws:app::11112222333{character}:doc/x")));
        Saving.AssertRefused(World.Text(Allow("app:Get").When($"String{character}Equals", "app:k", "x")));
    }

    [Theory]
    [MemberData(nameof(InvisibleCharacters))]
    public void ResourceKeyAndValue_InvisibleCharacter_IsRefused(string character)
    {
        Saving.AssertRefused(World.Text(Allow("app:Get", $"arn:aws:app:::doc/{character}x")));
        Saving.AssertRefused(World.Text(Allow("app:Get").When("StringEquals", $"app:{character}k", "x")));
        Saving.AssertRefused(World.Text(Allow("app:Get").When("StringEquals", "app:k", $"x{character}")));
    }

    [Theory]
    [InlineData("١١١١٢٢٢٢٣٣٣٣")]
    [InlineData("１１１１２２２２３３３３")]
    public void ForeignDigits_AsAccount_AreNoAccount(string account)
    {
        Assert.False(IamPrincipal.IsAccountId(account));
        Assert.Throws<ArgumentException>(() => IamPrincipal.Root(account));
        Saving.AssertRefused(World.Text(Allow("app:Get").For(account)), PolicyKind.Resource);
    }
}
