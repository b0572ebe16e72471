using static IamAuthorization.Policies.Tests.Evaluation.Names;
using static IamAuthorization.Policies.Tests.Evaluation.Statement;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>
/// Policy-language §5: whom an entry of Principal means. Levels are seen from outside: in a silent world only a DIRECT
/// or ENTITY grant allows, ACCOUNT needs the identity too.
/// </summary>
public sealed class PrincipalMatchTests
{
    private const string PathRoleArn = $"arn:aws:iam::{Here}:role/app/R";

    public enum Grants
    {
        Nothing,
        WithIdentity,
        Alone,
    }

    [Theory]
    [InlineData("*", Grants.Alone)]
    [InlineData(Here, Grants.WithIdentity)]
    [InlineData(RootArn, Grants.WithIdentity)]
    [InlineData(AliceArn, Grants.Alone)]
    [InlineData("AIDAALICE", Grants.Alone)]
    [InlineData("AIDASOMEONE", Grants.Nothing)]
    [InlineData("aidaalice", Grants.Nothing)]
    [InlineData(There, Grants.Nothing)]
    [InlineData($"arn:aws:iam::{There}:root", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{There}:user/alice", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:user/Alice", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:user/path/alice", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:user/*", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:user/alic?", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:role/alice", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:group/alice", Grants.Nothing)]
    [InlineData($"arn:aws-cn:iam::{Here}:user/alice", Grants.Nothing)]
    [InlineData($"arn:aws-cn:iam::{Here}:root", Grants.Nothing)]
    [InlineData("11112222333", Grants.Nothing)]
    [InlineData("alice", Grants.Nothing)]
    [InlineData("", Grants.Nothing)]
    public void Entry_User_Grants(string entry, Grants grants) => AssertGrants(grants, Alice, Allow().For(entry));

    [Theory]
    [InlineData(RoleArn, Grants.Alone)]
    [InlineData("AROAROLE", Grants.Alone)]
    [InlineData(SessionArn, Grants.Alone)]
    [InlineData(Here, Grants.WithIdentity)]
    [InlineData($"arn:aws:iam::{Here}:role/app/R", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:role/r", Grants.Nothing)]
    [InlineData($"arn:aws:sts::{Here}:assumed-role/R/s2", Grants.Nothing)]
    [InlineData($"arn:aws:sts::{Here}:assumed-role/R/S1", Grants.Nothing)]
    [InlineData($"arn:aws:sts::{Here}:assumed-role/R/*", Grants.Nothing)]
    [InlineData($"arn:aws:sts::{Here}:assumed-role/R2/s1", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:role/*", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{There}:role/R", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:user/R", Grants.Nothing)]
    public void Entry_RoleSession_Grants(string entry, Grants grants) =>
        AssertGrants(grants, Names.Session, Allow().For(entry));

    [Theory]
    [InlineData(PathRoleArn, Grants.Alone)]
    [InlineData(RoleArn, Grants.Nothing)]
    [InlineData(SessionArn, Grants.Alone)]
    public void EV03_Entry_SessionOfRoleWithPath_ComparesStoredRole(string entry, Grants grants) =>
        AssertGrants(grants, IamPrincipal.RoleSession(Arn.Parse(PathRoleArn), "s1"), Allow().For(entry));

    [Theory]
    [InlineData(FederatedArn, Grants.Alone)]
    [InlineData(AliceArn, Grants.Alone)]
    [InlineData("AIDAALICE", Grants.Alone)]
    [InlineData(Here, Grants.WithIdentity)]
    [InlineData($"arn:aws:sts::{Here}:federated-user/other", Grants.Nothing)]
    [InlineData($"arn:aws:iam::{Here}:user/guest", Grants.Nothing)]
    public void Entry_FederatedSession_Grants(string entry, Grants grants) =>
        AssertGrants(grants, Federated, Allow().For(entry), world => world.SessionPolicy(Allow()));

    [Theory]
    [InlineData("Service", ServiceName, true)]
    [InlineData("Service", "Events.app.example", false)]
    [InlineData("Service", "other.app.example", false)]
    [InlineData("Service", "*", false)]
    [InlineData("AWS", "*", true)]
    [InlineData("AWS", ServiceName, false)]
    [InlineData("AWS", Here, false)]
    [InlineData("Federated", ServiceName, false)]
    [InlineData("CanonicalUser", ServiceName, false)]
    public void Entry_Service_Allows(string kind, string value, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            World.Of(Service).OwnedBy(Here).ResourcePolicy(Allow().ForKind(kind, value)).IsAllowed());

    [Theory]
    [InlineData("AWS", "*", true)]
    [InlineData("AWS", Here, false)]
    [InlineData("AWS", RootArn, false)]
    [InlineData("AWS", AliceArn, false)]
    [InlineData("AWS", "anonymous", false)]
    [InlineData("AWS", "", false)]
    [InlineData("Service", ServiceName, false)]
    [InlineData("Federated", "*", false)]
    [InlineData("CanonicalUser", "*", false)]
    public void Entry_Anonymous_Allows(string kind, string value, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            World.Of(Anonymous).OwnedBy(Here).ResourcePolicy(Allow().ForKind(kind, value)).IsAllowed());

    [Fact]
    public void BareStar_Anonymous_IsAllowed() =>
        Assert.True(World.Of(Anonymous).OwnedBy(Here).ResourcePolicy(Allow().ForEveryone()).IsAllowed());

    [Theory]
    [InlineData(Here, true)]
    [InlineData(RootArn, true)]
    [InlineData(There, false)]
    public void EV05_AccountEntry_RootOfOtherAccountsResource_Matches(string entry, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            World.Of(Root).OwnedBy(There).ResourcePolicy(Allow().For(entry)).IsAllowed());

    [Theory]
    [InlineData("arn:aws:iam::111122223333:saml-provider/P")]
    [InlineData("accounts.idp.example")]
    public void PL58_FederatedEntry_ResourcePolicy_MatchesNobody(string provider) =>
        Assert.False(World.Of(IamPrincipal.FederatedIdentity(provider))
            .OwnedBy(Here)
            .ResourcePolicy(Allow().ForKind("Federated", provider))
            .IsAllowed());

    [Fact]
    public void PL50_EntriesAcrossKeys_AnyOne_Suffices()
    {
        const string Text = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*",
             "Principal": {"Service": "other.app.example",
                           "AWS": ["444455556666", "arn:aws:iam::111122223333:user/alice"]}}}
            """;

        Assert.True(World.Of(Alice).Attach(PolicyKind.Resource, Text).IsAllowed());
    }

    [Fact]
    public void ResourcePolicyWithoutResource_AttachedResource_IsMeant() =>
        Assert.True(World.Of(Alice).ResourcePolicy(Allow("*", resource: null).For(AliceArn)).IsAllowed());

    private static void AssertGrants(
        Grants grants, IamPrincipal caller, Statement statement, Func<World, World>? prepare = null)
    {
        World world = World.Of(caller).ResourcePolicy(statement);
        world = prepare is null ? world : prepare(world);

        Assert.Equal(grants == Grants.Alone, world.Identity(Silent).IsAllowed());
        bool isMatched = world.ResourcePolicy(Deny("app:Other").ForEveryone()).Requiring(grant: true)
            .Identity(Allow()).IsAllowed();
        Assert.Equal(grants != Grants.Nothing, isMatched);
    }
}
