using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>What one entry of Principal names, and which resources are roles.</summary>
public sealed class PrincipalEntryTests
{
    [Theory]
    [InlineData(RootArn, true)]
    [InlineData(Here, true)]
    [InlineData($"arn:aws:app::{Here}:root", false)]
    [InlineData($"arn:aws:iam:eu-west-1:{Here}:root", false)]
    [InlineData($"arn:aws:iam::{Here}:user/root", false)]
    [InlineData($"arn:aws:iam::{There}:root", false)]
    public void PL54_Account_IsNamedByItsIdOrItsRoot(string value, bool isNamed) =>
        Assert.Equal(isNamed, Entry(PolicyPrincipalKind.Aws, value).NamesAccountOf(Alice));

    [Fact]
    public void PL58_Entry_UnderAnotherKey_NamesNobodyElse()
    {
        Assert.True(Entry(PolicyPrincipalKind.Aws, AliceArn).NamesSelf(Alice));
        Assert.False(Entry(PolicyPrincipalKind.Federated, AliceArn).NamesSelf(Alice));
        Assert.True(Entry(PolicyPrincipalKind.Service, ServiceName).NamesSelf(Names.Service));
        Assert.False(Entry(PolicyPrincipalKind.Aws, ServiceName).NamesSelf(Names.Service));
        Assert.False(Entry(PolicyPrincipalKind.Service, "alice").NamesSelf(Alice));
    }

    [Fact]
    public void EV42_WholeChainListedTwice_Exempts()
    {
        World user = World.Of(Alice).Identity(Allow())
            .ResourcePolicy(Deny().ForAllBut(AliceArn, AliceArn, Here, RootArn));
        World session = World.Of(Names.Session).Identity(Allow())
            .ResourcePolicy(Deny().ForAllBut(SessionArn, SessionArn, RoleArn, RoleArn, Here, RootArn));

        Assert.True(user.IsAllowed());
        Assert.True(session.IsAllowed());
    }

    [Theory]
    [InlineData("sts:AssumeRole", RoleArn, true)]
    [InlineData("sts:TagSession", RoleArn, true)]
    [InlineData("iam:GetRole", RoleArn, false)]
    [InlineData("sts:AssumeRole", AliceArn, false)]
    [InlineData("sts:AssumeRole", $"arn:aws:app::{Here}:role/R", false)]
    public void PL21_TrustPolicies_GovernAssumingRoles(string action, string resource, bool isGoverned) =>
        Assert.Equal(isGoverned, TrustActions.IsGoverned(ActionName.Parse(action), Arn.Parse(resource)));

    [Fact]
    public void PL21_NoAction_IsGovernedByNone() =>
        Assert.False(TrustActions.IsGoverned(default, Arn.Parse(RoleArn)));

    private static PrincipalPattern Entry(PolicyPrincipalKind kind, string value) =>
        new(new PolicyPrincipal(kind, value));
}
