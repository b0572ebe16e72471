using System.Net;
using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Conditions.Condition;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Pitfalls;

/// <summary>Pitfalls, part D.</summary>
public sealed class ConditionPitfalls
{
    private const string Mfa = "aws:MultiFactorAuthPresent";
    private const string SourceIp = "aws:SourceIp";

    private static readonly World LongTermKey = World.Of(Alice);

    [Fact]
    public void P42_MissingKeyWithNegatedOperator_IsTrue() =>
        Assert.True(LongTermKey
            .Identity(Allow().When("StringNotEquals", "aws:PrincipalTag/dept", "intern"))
            .IsAllowed());

    [Fact]
    public void P43_StringLikeStar_MeansMustBePresent()
    {
        World world = LongTermKey.Identity(Allow().When("StringLike", "aws:RequestTag/x", "*"));

        Assert.False(world.IsAllowed());
        Assert.True(world.With("aws:RequestTag/x", "any").IsAllowed());
    }

    [Fact]
    public void P44_NotOfSeveralValues_IsNor() =>
        Assert.Equal(Answer.False, Of("StringNotEquals", ["a", "b"], One("a")));

    [Theory]
    [InlineData("Bool", DecisionOutcome.Allow)]
    [InlineData("BoolIfExists", DecisionOutcome.ExplicitDeny)]
    public void P45_MfaInDeny_LongTermKey_NeedsIfExists(string @operator, DecisionOutcome outcome) =>
        Assert.Equal(outcome, LongTermKey.Identity(Allow(), Deny().When(@operator, Mfa, "false")).Decide().Outcome);

    [Theory]
    [InlineData("Bool", false)]
    [InlineData("BoolIfExists", true)]
    public void P46_MfaInAllow_LongTermKey_MustNotHaveIfExists(string @operator, bool isAllowed) =>
        Assert.Equal(isAllowed, LongTermKey.Identity(Allow().When(@operator, Mfa, "true")).IsAllowed());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void P47_NullForMfa_AnyTemporaryCredentials_IsTrue(bool hasMfa) =>
        Assert.True(LongTermKey.With(Mfa, hasMfa).Identity(Allow().When("Null", Mfa, "false")).IsAllowed());

    [Fact]
    public void P48_ForAllValues_NoTags_Allows()
    {
        Statement statement = Allow().When("ForAllValues:StringEquals", "aws:TagKeys", "a");

        Assert.True(LongTermKey.Identity(statement).IsAllowed());
        Assert.False(LongTermKey.Identity(statement.When("Null", "aws:TagKeys", "false")).IsAllowed());
    }

    [Fact]
    public void P49_ForAllValuesOnSingleValuedKey_OutsideOrganization_Allows() =>
        Assert.True(World.Of(Anonymous)
            .OwnedBy(Here)
            .ResourcePolicy(Allow().ForEveryone().When("ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-1"))
            .IsAllowed());

    [Theory]
    [InlineData("ForAnyValue:StringNotEquals", Answer.True)]
    [InlineData("ForAllValues:StringNotEquals", Answer.False)]
    public void P50_ForAnyValueNotEquals_IsNotNoneOf(string @operator, Answer answer) =>
        Assert.Equal(answer, Of(@operator, "a", Many("a", "b")));

    [Fact]
    public void P51_ForAnyValueWithMissingKey_DenyDoesNotApply() =>
        Assert.True(LongTermKey
            .Identity(Allow(), Deny().When("ForAnyValue:StringEquals", "aws:TagKeys", "a"))
            .IsAllowed());

    [Theory]
    [InlineData("home/x", Answer.False)]
    [InlineData("home/*", Answer.True)]
    public void P52_WildcardInStringEquals_IsLiteral(string given, Answer answer) =>
        Assert.Equal(answer, Of("StringEquals", "home/*", given));

    [Fact]
    public void P53_TagKeyCase_NameIgnoresItValueDoesNot()
    {
        World world = LongTermKey.With("aws:RequestTag/costcenter", "1").WithMany("aws:TagKeys", "costcenter");

        Assert.Equal(Answer.True, Of(world, statement => statement.When("StringEquals", "aws:RequestTag/CostCenter", "1")));
        Assert.Equal(
            Answer.False,
            Of(world, statement => statement.When("ForAllValues:StringEquals", "aws:TagKeys", "CostCenter")));
    }

    [Theory]
    [InlineData("1", "2", true)]
    [InlineData("1", "x", false)]
    [InlineData("x", "2", false)]
    public void P54_SeveralKeys_AreAnded(string a, string b, bool isAllowed) =>
        Assert.Equal(isAllowed, LongTermKey
            .With("app:a", a)
            .With("app:b", b)
            .Identity(Allow().When("StringEquals", "app:a", "1").When("StringEquals", "app:b", "2"))
            .IsAllowed());

    [Fact]
    public void P55_MappedAddress_IsIPv4()
    {
        Assert.Equal(Answer.True, Of("IpAddress", "203.0.113.0/24", "::ffff:203.0.113.7"));
        Assert.Equal(
            Answer.True,
            Of("IpAddress", "203.0.113.0/24", ContextValue.Of(IPAddress.Parse("::ffff:203.0.113.7"))));
    }

    [Fact]
    public void P56_NotIpAddressOfOneFamily_OtherFamilyIsDenied() =>
        Assert.Equal(
            DecisionOutcome.ExplicitDeny,
            LongTermKey
                .With(SourceIp, "2001:db8::1")
                .Identity(Allow(), Deny().When("NotIpAddress", SourceIp, "203.0.113.0/24"))
                .Decide().Outcome);

    [Theory]
    [InlineData("0177.0.0.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    public void P57_AlternateSpelling_IsNoAddress(string given)
    {
        Assert.Equal(Answer.Unknown, Of("IpAddress", "127.0.0.1", given));
        Saving.AssertRefused(World.Text(Allow("app:Get").When("IpAddress", SourceIp, given)));
    }

    [Fact]
    public void P58_YearAlone_IsEpochSecond() =>
        Assert.Equal(
            Answer.False,
            OfJson(
                "DateLessThan",
                "\"2030\"",
                ContextValue.Of(new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero)),
                "aws:CurrentTime"));

    [Theory]
    [InlineData("9", Answer.True)]
    [InlineData("11", Answer.False)]
    public void P59_Comparison_IsRequestOpPolicy(string given, Answer answer) =>
        Assert.Equal(answer, Of("NumericLessThan", "10", given));

    [Fact]
    public void P60_NumbersAsText_DifferFromNumbers()
    {
        Assert.Equal(Answer.True, Of("NumericEquals", "10", "10.0"));
        Assert.Equal(Answer.False, Of("StringEquals", "10", "10.0"));
    }

    [Fact]
    public void P61_ParseError_NeitherAllowsNorDisablesDeny()
    {
        World world = LongTermKey.With(SourceIp, "garbage");

        Assert.False(world.Identity(Allow().When("NotIpAddress", SourceIp, "203.0.113.0/24")).IsAllowed());
        Assert.False(world
            .Identity(Allow(), Deny().When("NotIpAddress", SourceIp, "203.0.113.0/24"))
            .IsAllowed());
        Assert.Equal(Answer.True, Of("ForAnyValue:NumericEquals", "9", Many("many", "9")));
    }

    [Fact]
    public void P62_Referer_EvaluatesAsSent() =>
        Assert.True(LongTermKey
            .With("aws:Referer", "https://me/forged")
            .Identity(Allow().When("StringLike", "aws:Referer", "https://me/*"))
            .IsAllowed());

    [Theory]
    [InlineData("ArnLike", Answer.False)]
    [InlineData("StringLike", Answer.True)]
    public void P63_StarAcrossColons_DependsOnOperator(string @operator, Answer answer) =>
        Assert.Equal(answer, Of(
            @operator,
            "arn:aws:svc:*:111122223333:finance/*",
            "arn:aws:svc:us-east-2:999999999999:store/abc:111122223333:finance/d.txt"));

    [Theory]
    [InlineData(SessionArn, false)]
    [InlineData(RoleArn, true)]
    public void P64_PrincipalArn_IsTheRole(string arn, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(Names.Session)
            .Identity(Allow().When("ArnEquals", "aws:PrincipalArn", arn))
            .IsAllowed());

    [Fact]
    public void P65_UsernameOfRole_IsAbsent() =>
        Assert.False(World.Of(Names.Session)
            .With("sts:RoleSessionName", "R")
            .Identity(Allow().When("StringLike", "sts:RoleSessionName", "${aws:username}"))
            .IsAllowed());

    [Fact]
    public void P66_SourceIdentityBeingSet_IsTheStsKey()
    {
        World world = World.Of(Alice).Asks("sts:AssumeRole", RoleArn).With("sts:SourceIdentity", "alice");

        Assert.False(world
            .TrustPolicy(Trust().For(AliceArn).When("StringEquals", "aws:SourceIdentity", "alice")).IsAllowed());
        Assert.True(world
            .TrustPolicy(Trust().For(AliceArn).When("StringEquals", "sts:SourceIdentity", "alice")).IsAllowed());
    }

    [Theory]
    [InlineData("root", true)]
    [InlineData("user", false)]
    public void P67_RootArnInCondition_IsTheRootUserOnly(string caller, bool isTrue)
    {
        World world = World.Of(string.Equals(caller, "root", StringComparison.Ordinal) ? Root : Alice)
            .Identity(Allow())
            .ResourcePolicy(Deny().ForEveryone().When("ArnEquals", "aws:PrincipalArn", RootArn));

        Assert.Equal(isTrue, world.Decide().Outcome == DecisionOutcome.ExplicitDeny);
    }
}
