using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §7: Deny with NotPrincipal exempts a caller only when its whole chain is listed.</summary>
public sealed class NotPrincipalTests
{
    public static TheoryData<string, string[], bool> Chains => new()
    {
        { "user", [AliceArn], false },
        { "user", [Here], false },
        { "user", [AliceArn, Here], true },
        { "user", [AliceArn, RootArn], true },
        { "user", ["AIDAALICE", Here], true },
        { "user", [$"arn:aws:iam::{Here}:user/bob", Here], false },
        { "session", [RoleArn, Here], false },
        { "session", [SessionArn, Here], false },
        { "session", [SessionArn, RoleArn], false },
        { "session", [SessionArn, RoleArn, Here], true },
        { "session", [$"arn:aws:sts::{Here}:assumed-role/R/*", RoleArn, Here], false },
        { "federated", [AliceArn, Here], false },
        { "federated", [FederatedArn, Here], false },
        { "federated", [FederatedArn, AliceArn, Here], true },
        { "root", [Here], true },
        { "root", [RootArn], true },
        { "root", [There], false },
        { "anonymous", [Here], false },
    };

    [Theory]
    [MemberData(nameof(Chains))]
    public void EV40_EV42_DenyForAllBut_Caller_IsExemptWithWholeChain(string caller, string[] listed, bool isExempt)
    {
        World world = World.Of(Caller(caller))
            .OwnedBy(Here)
            .Identity(Allow())
            .ResourcePolicy(Allow().ForEveryone(), Deny().ForAllBut(listed));
        world = string.Equals(caller, "federated", StringComparison.Ordinal) ? world.SessionPolicy(Allow()) : world;

        Assert.Equal(
            isExempt ? DecisionOutcome.Allow : DecisionOutcome.ExplicitDeny,
            world.Decide().Outcome);
    }

    [Fact]
    public void EV42_ServiceListed_Service_IsExempt() =>
        Assert.True(World.Of(Service)
            .OwnedBy(Here)
            .Attach(PolicyKind.Resource, ServiceText(ServiceName))
            .IsAllowed());

    [Fact]
    public void EV42_OtherServiceListed_Service_IsDenied() =>
        Assert.Equal(
            DecisionOutcome.ExplicitDeny,
            World.Of(Service)
                .OwnedBy(Here)
                .Attach(PolicyKind.Resource, ServiceText("other.app.example"))
                .Decide().Outcome);

    [Fact]
    public void EV41_CallerWithBoundary_ListedCompletely_IsDenied() =>
        Assert.Equal(
            DecisionOutcome.ExplicitDeny,
            World.Of(Alice)
                .Identity(Allow())
                .Boundary(Allow())
                .ResourcePolicy(Deny().ForAllBut(AliceArn, Here))
                .Decide().Outcome);

    [Theory]
    [InlineData("user", true)]
    [InlineData("anonymous", false)]
    public void EV43_DenyWithArnNotEquals_Caller_IsDeniedUnlessNamed(string caller, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            World.Of(Caller(caller))
                .OwnedBy(Here)
                .ResourcePolicy(
                    Allow().ForEveryone(),
                    Deny().ForEveryone().When("ArnNotEquals", "aws:PrincipalArn", AliceArn))
                .IsAllowed());

    private static IamPrincipal Caller(string caller) => caller switch
    {
        "user" => Alice,
        "session" => Names.Session,
        "federated" => Federated,
        "root" => Root,
        _ => Anonymous,
    };

    private static string ServiceText(string name) => $$"""
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"},
          {"Effect": "Deny", "NotPrincipal": {"Service": "{{name}}"}, "Action": "*", "Resource": "*"}]}
        """;
}
