using IamAuthorization.Policies.Tests.Conditions;
using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Language;

/// <summary>Policy-language §6: policy variables.</summary>
public sealed class VariableTests
{
    private const string Home = "arn:aws:app:::home/";

    [Theory]
    [InlineData("${aws:username}", "alice", true)]
    [InlineData("${AWS:UserName}", "alice", true)]
    [InlineData("${aws:username}", "bob", false)]
    [InlineData("${aws:username}/*", "alice/x/y", true)]
    [InlineData("${aws:username}/*", "alice", false)]
    [InlineData("*/${aws:username}", "a/b/alice", true)]
    [InlineData("${aws:username}${aws:username}", "alicealice", true)]
    [InlineData("${app:one}-${app:two}", "1-2", true)]
    [InlineData("${app:one}-${app:two}", "2-1", false)]
    [InlineData("${aws:PrincipalTag/team}", "red", true)]
    [InlineData("${aws:principaltag/TEAM}", "red", true)]
    [InlineData("${app:missing}", "", false)]
    [InlineData("${app:missing}", "${app:missing}", false)]
    [InlineData("${app:missing, 'all'}", "all", true)]
    [InlineData("${app:one, 'all'}", "1", true)]
    [InlineData("${app:one, 'all'}", "all", false)]
    [InlineData("${app:missing, 'two words'}", "two words", true)]
    [InlineData("${app:missing, '*'}", "*", true)]
    [InlineData("${app:missing, '*'}", "x", false)]
    [InlineData("x${app:missing, ''}y", "xy", true)]
    [InlineData("${app:empty}", "", false)]
    [InlineData("${app:empty, 'd'}", "d", true)]
    [InlineData("${aws:TagKeys}", "a", false)]
    [InlineData("${app:list}", "1", false)]
    [InlineData("${app:list, 'd'}", "1", false)]
    [InlineData("${*}", "*", true)]
    [InlineData("${*}", "x", false)]
    [InlineData("${?}", "?", true)]
    [InlineData("${?}", "x", false)]
    [InlineData("${$}{aws:username}", "${aws:username}", true)]
    [InlineData("${$}{aws:username}", "alice", false)]
    [InlineData("$", "$", true)]
    [InlineData("$x{y}", "$x{y}", true)]
    [InlineData("$$${app:one}", "$$1", true)]
    public void PL61_To_PL69_EntryWithVariable_Resource_Matches(string entry, string resource, bool isMatch) =>
        Assert.Equal(isMatch, Caller.On(Home + resource).Identity(Allow("*", Home + entry)).IsAllowed());

    [Theory]
    [InlineData("${aws:username")]
    [InlineData("${}")]
    [InlineData("${aws:username,'x'}")]
    [InlineData("${aws:username, x}")]
    [InlineData("${aws:username, 'x}")]
    [InlineData("${aws: username}")]
    [InlineData("${app:${app:one}}")]
    public void PL68_MalformedVariable_HasNoValue(string entry)
    {
        Assert.False(Caller.On(Home + "alice").Identity(Allow("*", Home + entry)).IsAllowed());
        Assert.False(Caller.On(Home + entry).Identity(Allow("*", Home + entry)).IsAllowed());
        Assert.True(Caller.On(Home + "alice").Identity(Allow().NotResource(Home + entry)).IsAllowed());
    }

    [Theory]
    [InlineData("*", "a", false)]
    [InlineData("*", "*", true)]
    [InlineData("?", "a", false)]
    [InlineData("a*", "ab", false)]
    [InlineData("${aws:username}", "alice", false)]
    [InlineData("${aws:username}", "${aws:username}", true)]
    [InlineData("${*}", "*", false)]
    [InlineData("a/../b", "b", false)]
    [InlineData("a/../b", "a/../b", true)]
    [InlineData("a:b", "a:b", true)]
    public void PL64_SubstitutedText_IsLiteralAndNotReadAgain(string value, string resource, bool isMatch)
    {
        World world = World.Of(Alice).OwnedBy(Here).With("app:v", value).With("app:given", resource);

        Assert.Equal(isMatch, world.On(Home + resource).Identity(Allow("*", Home + "${app:v}")).IsAllowed());
        Assert.Equal(isMatch, world.Identity(Allow().When("StringLike", "app:given", "${app:v}")).IsAllowed());
    }

    [Theory]
    [InlineData("arn:aws:app:*:${aws:PrincipalAccount}:doc/x", "arn:aws:app:eu:111122223333:doc/x", true)]
    [InlineData("arn:aws:app:*:${aws:PrincipalAccount}:doc/x", "arn:aws:app:eu:444455556666:doc/x", false)]
    [InlineData("arn:aws:app:${app:one}::doc/x", "arn:aws:app:1::doc/x", true)]
    [InlineData("arn:aws:app:${app:empty}::doc/x", "arn:aws:app:::doc/x", false)]
    [InlineData("arn:aws:app:${app:colons}::doc/x", "arn:aws:app:a::b::doc/x", false)]
    [InlineData("arn:aws:app:::${app:colons}", "arn:aws:app:::a::b", true)]
    public void PL41_VariableInRegionOrAccount_StaysInItsSegment(string entry, string resource, bool isMatch) =>
        Assert.Equal(
            isMatch,
            Caller.With("app:colons", "a::b").On(resource).Identity(Allow("*", entry)).IsAllowed());

    [Theory]
    [InlineData("2012-10-17", "alice", true)]
    [InlineData("2012-10-17", "${aws:username}", false)]
    [InlineData("2008-10-17", "alice", false)]
    [InlineData("2008-10-17", "${aws:username}", true)]
    [InlineData(null, "alice", false)]
    [InlineData(null, "${aws:username}", true)]
    public void PL13_Variables_ExistOnlyIn2012(string? version, string resource, bool isMatch) =>
        Assert.Equal(isMatch, Caller
            .On(Home + resource)
            .Attach(PolicyKind.InlineUser, World.Text(version, Allow("*", Home + "${aws:username}")))
            .IsAllowed());

    [Theory]
    [InlineData("2008-10-17", "${anything}", true)]
    [InlineData("2008-10-17", "*", false)]
    [InlineData("2012-10-17", "*", true)]
    [InlineData("2012-10-17", "${anything}", false)]
    public void PL13_EscapeUnder2008_ItsStarIsWildcard(string version, string resource, bool isMatch) =>
        Assert.Equal(isMatch, Caller
            .On(Home + resource)
            .Attach(PolicyKind.InlineUser, World.Text(version, Allow("*", Home + "${*}")))
            .IsAllowed());

    [Theory]
    [InlineData("StringEquals", Answer.False)]
    [InlineData("StringNotEquals", Answer.True)]
    [InlineData("StringLike", Answer.False)]
    [InlineData("StringNotLike", Answer.True)]
    [InlineData("StringEqualsIgnoreCase", Answer.False)]
    [InlineData("ArnLike", Answer.False)]
    [InlineData("ArnNotLike", Answer.True)]
    public void PL65_NullVariable_InCondition_IsNoMatch(string @operator, Answer answer) =>
        Assert.Equal(answer, Condition.Of(@operator, "${app:missing}", "arn:aws:app:::x"));

    [Theory]
    [InlineData("${aws:PrincipalTag/env}")]
    [InlineData("${aws:PrincipalTag/env, 'd'}")]
    public void C40_ContradictoryVariable_InResource_HasNoTextNorItsDefault(string entry)
    {
        World world = World.Of(Alice).OwnedBy(Here)
            .With("aws:PrincipalTag/Env", "d")
            .With("aws:PrincipalTag/ENV", "d");

        Assert.False(world.On(Home + "d").Identity(Allow("*", Home + entry)).IsAllowed());
        Assert.True(world.On(Home + "d").Identity(Allow().NotResource(Home + entry)).IsAllowed());
    }

    [Fact]
    public void PL66_NullVariable_InNotResource_ExcludesNothing()
    {
        World world = World.Of(Names.Session).OwnedBy(Here).On(Home + "alice/x");

        Assert.True(world.Identity(Allow().NotResource(Home + "${aws:username}/*")).IsAllowed());
        Assert.Equal(
            DecisionOutcome.ExplicitDeny,
            world.Identity(Allow(), Deny().NotResource(Home + "${aws:username}/*")).Decide().Outcome);
    }

    [Fact]
    public void PL67_OneNullVariable_OtherEntries_StillCount()
    {
        World world = Caller.On(Home + "alice");

        Assert.True(world.Identity(Allow(["*"], [Home + "${app:missing}", Home + "${aws:username}"])).IsAllowed());
        Assert.Equal(Answer.True, Condition.Of("StringEquals", ["${app:missing}", "x"], Condition.One("x")));
        Assert.Equal(Answer.False, Condition.Of("StringNotEquals", ["${app:missing}", "x"], Condition.One("x")));
    }

    [Fact]
    public void PL60_VariableInConditionKeyOrOperatorOfOtherKinds_HasNoMeaning()
    {
        Assert.False(Caller.With("app:alice", "x")
            .Identity(Allow().When("StringEquals", "app:${aws:username}", "x")).IsAllowed());
        Assert.Equal(Answer.False, Condition.Of("Bool", "${app:flag}", "true"));
    }

    [Fact]
    public void PL70_SamePolicies_EachRequest_UsesItsOwnContext()
    {
        World world = World.Of(Alice).Identity(Allow("*", Home + "${app:v}")).OwnedBy(Here);
        ApplicablePolicies shared = world.Policies();

        Assert.True(IsAllowed("red", "red"));
        Assert.False(IsAllowed("red", "blue"));
        Assert.True(IsAllowed("blue", "blue"));

        bool IsAllowed(string value, string resource) =>
            IamEvaluator.Decide(world.With("app:v", value).On(Home + resource).Request(), shared).IsAllowed;
    }

    [Fact]
    public void PL61_TypedValues_AsVariables_AreTheirText()
    {
        World world = World.Of(Alice).OwnedBy(Here).With("app:n", ContextValue.Of(42L)).With("app:b", true);

        Assert.True(world.On(Home + "42-true").Identity(Allow("*", Home + "${app:n}-${app:b}")).IsAllowed());
    }

    private static World Caller { get; } = World.Of(Alice)
        .OwnedBy(Here)
        .With("app:one", "1")
        .With("app:two", "2")
        .With("app:empty", "")
        .WithMany("app:list", "1")
        .WithMany("aws:TagKeys", "a")
        .With("aws:PrincipalTag/team", "red");
}
