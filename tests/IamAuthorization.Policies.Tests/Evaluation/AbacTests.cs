using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §8: the tag of the principal compared with the tag of the resource.</summary>
public sealed class AbacTests
{
    private const string ResourceKey = "aws:ResourceTag/project";
    private const string Variable = "${aws:PrincipalTag/project}";

    [Theory]
    [InlineData("x", "x", true)]
    [InlineData("x", "y", false)]
    [InlineData("x", "X", false)]
    [InlineData(null, "x", false)]
    [InlineData("x", null, false)]
    [InlineData(null, null, false)]
    [InlineData("*", "anything", false)]
    [InlineData("*", "*", true)]
    [InlineData("", "", false)]
    [InlineData("", "x", false)]
    public void AllowIfTagsEqual_PrincipalAndResource_Match(string? principal, string? resource, bool isAllowed)
    {
        foreach (string @operator in (string[])["StringEquals", "StringLike"])
        {
            World world = Tagged(principal, resource).Identity(Allow().When(@operator, ResourceKey, Variable));

            Assert.Equal((@operator, isAllowed), (@operator, world.IsAllowed()));
        }
    }

    [Theory]
    [InlineData("x", "x", false)]
    [InlineData("x", "y", true)]
    [InlineData(null, "x", true)]
    [InlineData("x", null, true)]
    [InlineData(null, null, true)]
    public void EV45_DenyIfTagsDiffer_MissingTag_Denies(string? principal, string? resource, bool isDenied)
    {
        World world = Tagged(principal, resource)
            .Identity(Allow(), Deny().When("StringNotEquals", ResourceKey, Variable));

        Assert.Equal(isDenied, world.Decide().Outcome == DecisionOutcome.ExplicitDeny);
    }

    [Theory]
    [InlineData("red", new[] { "project" }, true)]
    [InlineData("blue", new[] { "project" }, false)]
    [InlineData("red", new[] { "project", "owner" }, false)]
    public void EV44_Creation_RequestTagAndTagKeys_AreConstrained(string passed, string[] keys, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(Alice)
            .With("aws:PrincipalTag/project", "red")
            .With("aws:RequestTag/project", passed)
            .WithMany("aws:TagKeys", keys)
            .Identity(Allow()
                .When("StringEquals", "aws:RequestTag/project", Variable)
                .When("ForAllValues:StringEquals", "aws:TagKeys", "project"))
            .IsAllowed());

    private static World Tagged(string? principal, string? resource)
    {
        World world = World.Of(Alice);
        world = principal is null ? world : world.With("aws:PrincipalTag/project", principal);
        return resource is null ? world : world.With(ResourceKey, resource);
    }
}
