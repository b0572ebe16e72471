using IamAuthorization.Policies.Tests.Evaluation;
using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Pitfalls;

/// <summary>Pitfalls, part E: rights that enlarge rights, sessions, tags.</summary>
public sealed class DelegationPitfalls
{
    private const string BoundaryArn = $"arn:aws:iam::{Here}:policy/B";

    [Theory]
    [InlineData("iam:CreatePolicyVersion")]
    [InlineData("iam:AttachUserPolicy")]
    [InlineData("iam:UpdateAssumeRolePolicy")]
    [InlineData("iam:PassRole")]
    public void P90_PolicyEditing_EvaluatesAsAllowedUnlessRestricted(string action)
    {
        World world = World.Of(Alice).Asks(action, RoleArn);

        Assert.True(world.Identity(Allow(action)).IsAllowed());
        Assert.False(world.Identity(Allow(action).When("ArnEquals", "iam:PolicyARN", BoundaryArn)).IsAllowed());
        Assert.False(world
            .With("iam:PolicyARN", $"arn:aws:iam::{Here}:policy/Admin")
            .Identity(Allow(action).When("ArnEquals", "iam:PolicyARN", BoundaryArn))
            .IsAllowed());
    }

    [Fact]
    public void P91_DelegatedAdmin_BoundaryMustBeProtectedByDeny()
    {
        World admin = World.Of(Alice).On($"arn:aws:iam::{Here}:user/new").Identity(
            Allow("iam:CreateUser").When("ArnEquals", "iam:PermissionsBoundary", BoundaryArn),
            Allow("iam:Delete*"),
            Allow("iam:CreatePolicyVersion"));
        World guarded = admin.Identity(
            Deny("iam:DeleteUserPermissionsBoundary"),
            Deny("iam:CreatePolicyVersion", BoundaryArn));

        Assert.False(admin.Asks("iam:CreateUser").IsAllowed());
        Assert.True(admin.Asks("iam:CreateUser").With("iam:PermissionsBoundary", BoundaryArn).IsAllowed());
        Assert.True(admin.Asks("iam:DeleteUserPermissionsBoundary").IsAllowed());
        Assert.False(guarded.Asks("iam:DeleteUserPermissionsBoundary").IsAllowed());
        Assert.False(guarded.Asks("iam:CreatePolicyVersion", BoundaryArn).IsAllowed());
    }

    [Fact]
    public void P92_TagSelfService_DenyOfTheKeysStopsIt()
    {
        World tagging = World.Of(Alice)
            .Asks("iam:TagUser", AliceArn)
            .WithMany("aws:TagKeys", "team")
            .Identity(Allow("iam:TagUser", $"arn:aws:iam::{Here}:user/${{aws:username}}"));

        Assert.True(tagging.IsAllowed());
        Assert.False(tagging
            .Identity(Deny("iam:TagUser").When("ForAnyValue:StringEqualsIgnoreCase", "aws:TagKeys", "TEAM"))
            .IsAllowed());
    }

    [Fact]
    public void P96_JobThatRunsAsRole_NeedsPassRoleToo()
    {
        World world = World.Of(Alice).With("iam:PassedToService", ServiceName).Identity(Allow("app:CreateJob"));

        Assert.True(world.Asks("app:CreateJob", "*").IsAllowed());
        Assert.False(world.Asks("iam:PassRole", RoleArn).IsAllowed());
    }

    [Fact]
    public void P97_FederatedSessionWithoutPolicy_HasNoPermissions()
    {
        World world = World.Of(Federated).Identity(Allow());

        Assert.Equal((DecisionOutcome.ImplicitDeny, PolicyType.Session), world.Verdict());
        Assert.True(world.SessionPolicy(Allow("app:*")).IsAllowed());
    }

    [Fact]
    public void P98_RoleAssumedWithMfa_PermissionsSeeFalse()
    {
        Statement statement = Allow().When("Bool", "aws:MultiFactorAuthPresent", "true");

        Assert.False(World.Of(Names.Session).With("aws:MultiFactorAuthPresent", false).Identity(statement).IsAllowed());
        Assert.True(World.Of(Alice)
            .Asks("sts:AssumeRole", RoleArn)
            .With("aws:MultiFactorAuthPresent", true)
            .TrustPolicy(Trust().For(AliceArn).When("Bool", "aws:MultiFactorAuthPresent", "true"))
            .IsAllowed());
    }

    [Theory]
    [InlineData("StringEquals")]
    [InlineData("StringLike")]
    public void P100_AbsentTags_AreNotEqual(string @operator) =>
        Assert.False(World.Of(Alice)
            .Identity(Allow().When(@operator, "aws:ResourceTag/project", "${aws:PrincipalTag/project}"))
            .IsAllowed());
}
