using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;
using static IamAuthorization.Policies.Tests.Pitfalls.Saving;

namespace IamAuthorization.Policies.Tests.Pitfalls;

/// <summary>Pitfalls, part G, as far as the engine goes.</summary>
public sealed class RobustnessPitfalls
{
    [Fact]
    public void P117_StarsAgainstLongText_FinishesWithTheRightAnswer()
    {
        string text = new('a', 10_000);

        Assert.Equal(Answer.False, Condition.Of("StringLike", "a*a*a*a*a*a*b", text));
        Assert.Equal(Answer.True, Condition.Of("StringLike", "a*a*a*a*a*a*b", text + "b"));
    }

    [Fact]
    public void P118_RunOfStars_IsOneStar()
    {
        string stars = new('*', 6_000);

        Assert.Equal(Answer.True, Condition.Of("StringLike", stars, "anything"));
        Assert.Equal(Answer.True, Condition.Of("StringLike", $"a{stars}z", "az"));
        Assert.Equal(Answer.False, Condition.Of("StringLike", $"a{stars}z", "ay"));
    }

    [Fact]
    public void P121_DeepJson_IsRefused()
    {
        string nested = new string('[', 10_000) + new string(']', 10_000);

        AssertRefused(Document($$""" "Effect":"Allow","Action":{{nested}},"Resource":"*" """));
        AssertRefused(nested);
        AssertRefused(new string('[', 100_000));
    }

    [Fact]
    public void P120_HugeLists_AreCompiledOnceAndAnswered()
    {
        string[] values = [.. Enumerable.Range(0, 100).Select(number => $"value-{number}")];
        Statement statement = Allow("app:*").When("StringEquals", "app:key", values);
        World world = Enumerable.Range(0, 500).Aggregate(World.Of(Alice), (built, _) => built.Identity(statement));
        ApplicablePolicies policies = world.Policies();

        Assert.True(IamEvaluator.Decide(world.With("app:key", "value-99").Request(), policies).IsAllowed);
        Assert.False(IamEvaluator.Decide(world.With("app:key", "value-100").Request(), policies).IsAllowed);
    }

    [Fact]
    public void P125_Clock_IsTheContextAlone()
    {
        World world = World.Of(Alice).Identity(Allow().When("DateGreaterThan", "aws:CurrentTime", "2026-05-04"));

        Assert.False(world.IsAllowed());
        Assert.False(world.With("aws:CurrentTime", ContextValue.Of(Day(4))).IsAllowed());
        Assert.True(world.With("aws:CurrentTime", ContextValue.Of(Day(4).AddTicks(1))).IsAllowed());

        static DateTimeOffset Day(int day) => new(2026, 5, day, 0, 0, 0, TimeSpan.Zero);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("az")]
    [InlineData("")]
    public void P127_ContextKeys_AnyCulture_AreComparedOrdinally(string culture)
    {
        using var _ = new CultureScope(culture);
        World world = World.Of(Alice).With("aws:PrincipalTag/title", "x");

        Assert.True(world.Identity(Allow().When("StringEquals", "aws:PRINCIPALTAG/TITLE", "x")).IsAllowed());
        Assert.False(world.Identity(Allow().When("StringEquals", "aws:PrincipalTag/tıtle", "x")).IsAllowed());
        Assert.False(world.Identity(Allow().When("StringEquals", "aws:PrincipalTag/TİTLE", "x")).IsAllowed());
    }
}
