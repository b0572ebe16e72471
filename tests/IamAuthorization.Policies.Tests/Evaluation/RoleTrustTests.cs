using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>Evaluation.md §6: who may assume a role, as far as the engine decides it.</summary>
public sealed class RoleTrustTests
{
    private const string Target = $"arn:aws:iam::{Here}:role/Target";
    private const string OidcProvider = $"arn:aws:iam::{Here}:oidc-provider/idp.example";
    private const string SamlProvider = $"arn:aws:iam::{Here}:saml-provider/idp";

    [Theory]
    [InlineData("user", AliceArn, false, true)]
    [InlineData("session", RoleArn, false, true)]
    [InlineData("session", SessionArn, false, true)]
    [InlineData("user", Here, false, false)]
    [InlineData("user", Here, true, true)]
    [InlineData("session", Here, true, true)]
    [InlineData("user", "*", false, true)]
    [InlineData("user", RoleArn, true, false)]
    public void SameAccount_TrustNames_Caller_NeedsIdentityOnlyForAccount(
        string caller, string entry, bool identityAllows, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(Caller(caller))
            .Asks("sts:AssumeRole", Target)
            .Identity(identityAllows ? Allow("sts:AssumeRole", Target) : Silent)
            .TrustPolicy(Trust().For(entry))
            .IsAllowed());

    [Fact]
    public void SameAccount_TrustNamesRoleOfCaller_BoundaryAndSessionLimit()
    {
        World world = World.Of(Names.Session).Asks("sts:AssumeRole", Target).TrustPolicy(Trust().For(RoleArn));

        Assert.Equal(PolicyType.PermissionsBoundary, world.Boundary(Silent).Decide().DecidedBy);
        Assert.Equal(PolicyType.Session, world.SessionPolicy(Silent).Decide().DecidedBy);
    }

    [Theory]
    [InlineData($"arn:aws:iam::{There}:user/eve", false, false)]
    [InlineData($"arn:aws:iam::{There}:user/eve", true, true)]
    [InlineData(There, true, true)]
    [InlineData("*", true, true)]
    [InlineData("*", false, false)]
    [InlineData(Here, true, false)]
    public void CrossAccount_TrustAndIdentity_AreBothNeeded(string entry, bool identityAllows, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(Stranger)
            .Asks("sts:AssumeRole", Target)
            .OwnedBy(Here)
            .Identity(identityAllows ? Allow("sts:AssumeRole", Target) : Silent)
            .TrustPolicy(Trust().For(entry))
            .IsAllowed());

    [Theory]
    [InlineData(ServiceName, true)]
    [InlineData("other.app.example", false)]
    public void Service_NamedInTrust_MayAssume(string named, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(Service)
            .Asks("sts:AssumeRole", Target)
            .TrustPolicy(Trust().ForKind("Service", named))
            .IsAllowed());

    [Theory]
    [InlineData("sts:AssumeRoleWithWebIdentity", OidcProvider, OidcProvider, true)]
    [InlineData("sts:AssumeRoleWithSAML", SamlProvider, SamlProvider, true)]
    [InlineData("sts:AssumeRoleWithWebIdentity", "accounts.idp.example", "accounts.idp.example", true)]
    [InlineData("sts:AssumeRoleWithWebIdentity", OidcProvider, OidcProvider + "2", false)]
    [InlineData("sts:AssumeRoleWithWebIdentity", OidcProvider, "*", false)]
    [InlineData("sts:AssumeRole", OidcProvider, OidcProvider, false)]
    [InlineData("sts:TagSession", OidcProvider, OidcProvider, true)]
    public void FederatedIdentity_ProviderNamedInTrust_MayAssumeByItsOwnCallsOnly(
        string action, string provider, string named, bool isAllowed) =>
        Assert.Equal(isAllowed, World.Of(IamPrincipal.FederatedIdentity(provider))
            .Asks(action, Target)
            .TrustPolicy(Trust(action).ForKind("Federated", named))
            .IsAllowed());

    [Fact]
    public void FederatedIdentity_ClaimCondition_IsTested()
    {
        World world = World.Of(IamPrincipal.FederatedIdentity(OidcProvider))
            .Asks("sts:AssumeRoleWithWebIdentity", Target)
            .TrustPolicy(Trust("sts:AssumeRoleWithWebIdentity")
                .ForKind("Federated", OidcProvider)
                .When("StringEquals", "idp.example/realm:aud", "app"));

        Assert.False(world.IsAllowed());
        Assert.False(world.With("idp.example/realm:aud", "other").IsAllowed());
        Assert.True(world.With("IDP.example/Realm:AUD", "app").IsAllowed());
    }

    [Fact]
    public void RoleAssumingItself_NoMatchInTrust_IsDenied()
    {
        World world = World.Of(Names.Session).Asks("sts:AssumeRole", RoleArn).Identity(Allow());

        Assert.False(world.TrustPolicy(Trust().For(AliceArn)).IsAllowed());
        Assert.True(world.TrustPolicy(Trust().For(RoleArn)).IsAllowed());
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("customer-7", true)]
    [InlineData("Customer-7", false)]
    [InlineData("customer-77", false)]
    public void ExternalId_Passed_MustBeExact(string? passed, bool isAllowed)
    {
        World world = World.Of(Stranger)
            .Asks("sts:AssumeRole", Target)
            .OwnedBy(Here)
            .Identity(Allow())
            .TrustPolicy(Trust().For(There).When("StringEquals", "sts:ExternalId", "customer-7"));
        world = passed is null ? world : world.With("sts:ExternalId", passed);

        Assert.Equal(isAllowed, world.IsAllowed());
    }

    [Theory]
    [InlineData("sts:AssumeRole")]
    [InlineData("sts:TagSession")]
    [InlineData("sts:SetSourceIdentity")]
    [InlineData("sts:SetContext")]
    [InlineData("sts:AssumeRoleWithSAML")]
    public void EV10_ActionOfTrust_IdentityAlone_IsDeniedByTrust(string action) =>
        Assert.Equal(
            (DecisionOutcome.ImplicitDeny, PolicyType.RoleTrust),
            World.Of(Alice).Asks(action, Target).Identity(Allow()).Verdict());

    [Theory]
    [InlineData("iam:GetRole")]
    [InlineData("iam:PassRole")]
    [InlineData("iam:UpdateAssumeRolePolicy")]
    public void EV10_IamActionOnRole_IdentityAlone_IsEnough(string action) =>
        Assert.True(World.Of(Alice).Asks(action, Target).Identity(Allow()).IsAllowed());

    [Fact]
    public void EV29_TagConditions_AreReadFromTheirOwnKeys() =>
        Assert.True(World.Of(Alice)
            .Asks("sts:AssumeRole", Target)
            .With("aws:ResourceTag/team", "red")
            .With("aws:PrincipalTag/team", "blue")
            .With("aws:RequestTag/team", "green")
            .TrustPolicy(Trust().For(AliceArn)
                .When("StringEquals", "aws:ResourceTag/team", "red")
                .When("StringEquals", "aws:PrincipalTag/team", "blue")
                .When("StringEquals", "aws:RequestTag/team", "green"))
            .IsAllowed());

    [Fact]
    public void EV29_TrustDenies_Caller_IsExplicitDenyOfTrust() =>
        Assert.Equal(
            (DecisionOutcome.ExplicitDeny, PolicyType.RoleTrust),
            World.Of(Alice)
                .Asks("sts:AssumeRole", Target)
                .Identity(Allow())
                .TrustPolicy(Trust().For(Here), Trust().For(AliceArn) with { Effect = PolicyEffect.Deny })
                .Verdict());

    [Fact]
    public void EV39_PassRole_PassedToService_IsTested()
    {
        World world = World.Of(Alice)
            .Asks("iam:PassRole", Target)
            .Identity(Allow("iam:PassRole", Target).When("StringEquals", "iam:PassedToService", ServiceName));

        Assert.False(world.IsAllowed());
        Assert.False(world.With("iam:PassedToService", "other.app.example").IsAllowed());
        Assert.True(world.With("iam:PassedToService", ServiceName).IsAllowed());
        Assert.False(world.With("iam:PassedToService", ServiceName).On(RoleArn).IsAllowed());
    }

    private static IamPrincipal Caller(string caller) =>
        string.Equals(caller, "user", StringComparison.Ordinal) ? Alice : Names.Session;
}
