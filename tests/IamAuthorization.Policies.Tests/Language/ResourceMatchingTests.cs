using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Language;

/// <summary>Policy-language §4: which resources an entry means.</summary>
public sealed class ResourceMatchingTests
{
    [Theory]
    [InlineData("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1/2/test/x", true)]
    [InlineData("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b//test/x", true)]
    [InlineData("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1/test/", true)]
    [InlineData("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1-test/x", false)]
    [InlineData("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/test/x", false)]
    [InlineData("arn:aws:s3:::b/*/test/*", "arn:aws:s3:::b/1/2/test.jpg", false)]
    [InlineData("arn:aws:iam::111122223333:user/*", "arn:aws:iam::111122223333:user/Jo", true)]
    [InlineData("arn:aws:iam::111122223333:user/*", "arn:aws:iam::111122223333:user/div/Jo", true)]
    [InlineData("arn:aws:iam::111122223333:user/*", "arn:aws:iam::111122223333:group/x", false)]
    [InlineData("arn:aws:iam::111122223333:user/div*", "arn:aws:iam::111122223333:user/div/Jo", true)]
    [InlineData("arn:aws:iam::111122223333:user/div*", "arn:aws:iam::111122223333:user/division", true)]
    [InlineData("arn:aws:iam::111122223333:user/div*", "arn:aws:iam::111122223333:user/Jo", false)]
    [InlineData("arn:aws:app:*:111122223333:doc/*", "arn:aws:app:eu:111122223333:doc/a:b/c", true)]
    [InlineData("arn:aws:app:*:111122223333:doc/*", "arn:aws:app:eu:999999999999:x:111122223333:doc/a", false)]
    [InlineData("arn:aws:app:::doc/?", "arn:aws:app:::doc/a", true)]
    [InlineData("arn:aws:app:::doc/?", "arn:aws:app:::doc/", false)]
    [InlineData("arn:aws:app:::doc/?", "arn:aws:app:::doc/ab", false)]
    [InlineData("arn:aws:app:::doc", "arn:aws:app:::doc", true)]
    [InlineData("arn:aws:app:::doc", "arn:aws:app:::doc/a", false)]
    [InlineData("arn:aws:app:::doc", "arn:aws:app:::docs", false)]
    public void PL42_PublishedExamples_Match(string entry, string resource, bool isMatch) =>
        AssertMatch(entry, resource, isMatch);

    [Theory]
    [InlineData("*", "arn:aws:app:eu:111122223333:doc/a", true)]
    [InlineData("*", "*", true)]
    [InlineData("arn:aws:app:::doc/*", "*", false)]
    [InlineData("arn:aws:*:*:*:*", "*", false)]
    [InlineData("arn:*:*:*:*:*", "*", false)]
    public void PL34_PL46_RequestWithoutResource_OnlyStarMatches(string entry, string resource, bool isMatch) =>
        AssertMatch(entry, resource, isMatch);

    [Theory]
    [InlineData("arn:aws:app:::doc", "arn:aws:app:eu::doc", false)]
    [InlineData("arn:aws:app:*::doc", "arn:aws:app:::doc", true)]
    [InlineData("arn:aws:app:?::doc", "arn:aws:app:::doc", false)]
    [InlineData("arn:aws:app:eu-*::doc", "arn:aws:app:eu-west-1::doc", true)]
    [InlineData("arn:aws:app::1111????3333:doc", "arn:aws:app::111122223333:doc", true)]
    [InlineData("arn:*:app:::doc", "arn:aws-cn:app:::doc", true)]
    [InlineData("arn:aws:app:::doc/*", "arn:aws:app:::doc/", true)]
    [InlineData("arn:aws:app:::*", "arn:aws:app:::", true)]
    [InlineData("arn:aws:app:::doc/x", "arn:aws:app:::doc/X", false)]
    [InlineData("arn:aws:APP:::doc/x", "arn:aws:app:::doc/x", false)]
    [InlineData("arn:aws:app:::doc/*x", "arn:aws:app:::doc/xxyx", true)]
    [InlineData("arn:aws:app:::**", "arn:aws:app:::doc", true)]
    [InlineData("arn:aws:app:::d*?c", "arn:aws:app:::doc", true)]
    [InlineData("arn:aws:app:::d?*?c", "arn:aws:app:::doc", false)]
    public void PL43_PL44_WildcardsAndCase_Match(string entry, string resource, bool isMatch) =>
        AssertMatch(entry, resource, isMatch);

    [Theory]
    [InlineData("arn:aws:app:*", "arn:aws:app:eu:111122223333:doc/a", true)]
    [InlineData("arn:aws:*", "arn:aws:app:eu:111122223333:doc/a", true)]
    [InlineData("arn:*", "arn:aws:app:eu:111122223333:doc/a", true)]
    [InlineData("arn:aws:app:*", "arn:aws:app2:eu:111122223333:doc/a", false)]
    [InlineData("arn:aws:app::*", "arn:aws:app::111122223333:doc/a", true)]
    [InlineData("arn:aws:app::*", "arn:aws:app:eu:111122223333:doc/a", false)]
    [InlineData("arn:aws:app:eu*", "arn:aws:app:eu-west-1:111122223333:doc/a", true)]
    [InlineData("arn:aws:app", "arn:aws:app:eu:111122223333:doc/a", false)]
    [InlineData("arn:aws:app:eu:111122223333", "arn:aws:app:eu:111122223333:", false)]
    [InlineData("doc/a", "arn:aws:app:::doc/a", false)]
    [InlineData("", "arn:aws:app:::doc/a", false)]
    [InlineData("ARN:aws:app:::doc/a", "arn:aws:app:::doc/a", false)]
    public void PL39_ShortArn_EndingInStar_IsFilledUp(string entry, string resource, bool isMatch) =>
        AssertMatch(entry, resource, isMatch);

    [Theory]
    [InlineData("arn:aws:app:::doc/[ab]", "arn:aws:app:::doc/a", false)]
    [InlineData("arn:aws:app:::doc/[ab]", "arn:aws:app:::doc/[ab]", true)]
    [InlineData("arn:aws:app:::doc/{a,b}", "arn:aws:app:::doc/a", false)]
    [InlineData("arn:aws:app:::doc/.*", "arn:aws:app:::doc/x", false)]
    [InlineData("arn:aws:app:::doc/a+", "arn:aws:app:::doc/aa", false)]
    [InlineData("arn:aws:app:::doc/(a|b)", "arn:aws:app:::doc/a", false)]
    [InlineData("arn:aws:app:::doc/\\*", "arn:aws:app:::doc/*", false)]
    [InlineData("arn:aws:app:::doc/$", "arn:aws:app:::doc/$", true)]
    [InlineData("arn:aws:app:::doc/^a", "arn:aws:app:::doc/a", false)]
    public void PL49_NoOtherSyntax_Means_Anything(string entry, string resource, bool isMatch) =>
        AssertMatch(entry, resource, isMatch);

    [Theory]
    [InlineData("arn:aws:app:::doc/?", "arn:aws:app:::doc/\U0001F600", true)]
    [InlineData("arn:aws:app:::doc/??", "arn:aws:app:::doc/\U0001F600", false)]
    [InlineData("arn:aws:app:::doc/?", "arn:aws:app:::doc/é", true)]
    [InlineData("arn:aws:app:::doc/?", "arn:aws:app:::doc/e\u0301", false)]
    [InlineData("arn:aws:app:::doc/*?", "arn:aws:app:::doc/\U0001F600", true)]
    [InlineData("arn:aws:app:::doc/?a", "arn:aws:app:::doc/\U0001F600a", true)]
    public void PL48_QuestionMark_ConsumesOneScalar(string entry, string resource, bool isMatch) =>
        AssertMatch(entry, resource, isMatch);

    [Fact]
    public void PL42_RequestText_IsDataNotPattern()
    {
        Assert.False(World.Of(Root).OwnedBy(There).On("arn:aws:app:::doc/*")
            .ResourcePolicy(Allow("*", "arn:aws:app:::doc/a").For(Here)).IsAllowed());
        Assert.True(World.Of(Alice).OwnedBy(Here).On("arn:aws:app:::doc/*")
            .Identity(Allow("*", "arn:aws:app:::doc/${*}")).IsAllowed());
    }

    [Fact]
    public void PL45_NotResource_SeveralEntries_ExcludesAllOfThem()
    {
        World world = World.Of(Alice).OwnedBy(Here)
            .Identity(Allow().NotResource("arn:aws:app:::doc/a", "arn:aws:app:::doc/b*"));

        Assert.False(world.On("arn:aws:app:::doc/a").IsAllowed());
        Assert.False(world.On("arn:aws:app:::doc/bee").IsAllowed());
        Assert.True(world.On("arn:aws:app:::doc/c").IsAllowed());
    }

    private static void AssertMatch(string entry, string resource, bool isMatch)
    {
        World world = World.Of(Alice).On(resource).OwnedBy(Here);

        Assert.Equal(isMatch, world.Identity(Allow("*", entry)).IsAllowed());
        Assert.Equal(!isMatch, world.Identity(Allow().NotResource(entry)).IsAllowed());
        Assert.Equal(
            isMatch,
            world.Identity(Allow(), Deny("*", entry)).Decide().Outcome == DecisionOutcome.ExplicitDeny);
    }
}
