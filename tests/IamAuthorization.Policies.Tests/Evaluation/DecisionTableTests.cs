using static IamAuthorization.Policies.DecisionOutcome;
using static IamAuthorization.Policies.Tests.Evaluation.Names;

namespace IamAuthorization.Policies.Tests.Evaluation;

/// <summary>
/// The truth tables of evaluation.md §2.3 and §3. A cell is <c>A</c> (allows), <c>-</c> (there and silent), <c>D</c>
/// (denies) or empty (not there); a resource policy's cell also names whom it speaks of.
/// </summary>
public sealed class DecisionTableTests
{
    [Theory]
    [InlineData("S1", "user", "", "A", "", "", "A", "", Allow, PolicyType.IdentityBased)]
    [InlineData("S2", "user", "", "-", "", "", "A", "", ImplicitDeny, PolicyType.IdentityBased)]
    [InlineData("S3", "user", "", "A", "-", "", "A", "", ImplicitDeny, PolicyType.PermissionsBoundary)]
    [InlineData("S4", "user", "", "-", "A", "", "A", "", ImplicitDeny, PolicyType.IdentityBased)]
    [InlineData("S5", "user", "A user", "-", "-", "", "A", "", Allow, PolicyType.ResourceBased)]
    [InlineData("S6", "user", "A user", "-", "D", "", "A", "", ExplicitDeny, PolicyType.PermissionsBoundary)]
    [InlineData("S7", "user", "A user", "-", "-", "", "-", "", ImplicitDeny, PolicyType.ServiceControl)]
    [InlineData("S8", "user", "A account", "-", "", "", "A", "", ImplicitDeny, PolicyType.IdentityBased)]
    [InlineData("S9", "user", "A account", "A", "", "", "A", "", Allow, PolicyType.IdentityBased)]
    [InlineData("S10", "user", "A everyone", "-", "-", "", "A", "", Allow, PolicyType.ResourceBased)]
    [InlineData("S11", "user", "D user", "A", "A", "", "A", "", ExplicitDeny, PolicyType.ResourceBased)]
    [InlineData("S11", "user", "D account", "A", "A", "", "A", "", ExplicitDeny, PolicyType.ResourceBased)]
    [InlineData("S11", "user", "D everyone", "A", "A", "", "A", "", ExplicitDeny, PolicyType.ResourceBased)]
    [InlineData("S12", "session", "A role", "-", "", "", "A", "", Allow, PolicyType.ResourceBased)]
    [InlineData("S13", "session", "A role", "-", "-", "", "A", "", ImplicitDeny, PolicyType.PermissionsBoundary)]
    [InlineData("S14", "session", "A role", "-", "A", "-", "A", "", ImplicitDeny, PolicyType.Session)]
    [InlineData("S15", "session", "A session", "-", "-", "-", "A", "", Allow, PolicyType.ResourceBased)]
    [InlineData("S16", "session", "", "A", "A", "-", "A", "", ImplicitDeny, PolicyType.Session)]
    [InlineData("S17", "session", "", "A", "A", "A", "A", "", Allow, PolicyType.IdentityBased)]
    [InlineData("S18", "session", "", "-", "A", "A", "A", "", ImplicitDeny, PolicyType.IdentityBased)]
    [InlineData("S19", "session", "A everyone", "-", "-", "-", "A", "", Allow, PolicyType.ResourceBased)]
    [InlineData("S20", "federated", "", "A", "", "", "A", "", ImplicitDeny, PolicyType.Session)]
    [InlineData("S21", "federated", "A user", "-", "", "-", "A", "", ImplicitDeny, PolicyType.Session)]
    [InlineData("S22", "federated", "A federated", "-", "-", "-", "A", "", Allow, PolicyType.ResourceBased)]
    [InlineData("S23", "root", "", "", "", "", "A", "", Allow, PolicyType.AccountRootUser)]
    [InlineData("S24", "root", "", "", "", "", "D", "", ExplicitDeny, PolicyType.ServiceControl)]
    [InlineData("S24", "root", "", "", "", "", "-", "", ImplicitDeny, PolicyType.ServiceControl)]
    [InlineData("S25", "user", "A user", "A", "A", "", "A", "D", ExplicitDeny, PolicyType.ResourceControl)]
    [InlineData("S25", "session", "A session", "A", "A", "A", "A", "D", ExplicitDeny, PolicyType.ResourceControl)]
    [InlineData("S25", "root", "A account", "", "", "", "A", "D", ExplicitDeny, PolicyType.ResourceControl)]
    [InlineData("S30", "user", "A user", "D", "", "", "A", "", ExplicitDeny, PolicyType.IdentityBased)]
    public void SameAccount_PolicySets_Decide(
        string row,
        string caller,
        string resource,
        string identity,
        string boundary,
        string session,
        string scp,
        string rcp,
        DecisionOutcome outcome,
        PolicyType by)
    {
        World world = WorldOf(caller, resource, identity, boundary, session, scp, rcp);

        Assert.Equal((row, outcome, by), (row, world.Verdict().Outcome, world.Verdict().By));
    }

    [Theory]
    [InlineData("D", "D", ExplicitDeny, PolicyType.PermissionsBoundary)]
    [InlineData("D", "A", ExplicitDeny, PolicyType.PermissionsBoundary)]
    [InlineData("D", "", ExplicitDeny, PolicyType.PermissionsBoundary)]
    [InlineData("-", "D", ExplicitDeny, PolicyType.Session)]
    [InlineData("A", "D", ExplicitDeny, PolicyType.Session)]
    [InlineData("", "D", ExplicitDeny, PolicyType.Session)]
    [InlineData("-", "-", ImplicitDeny, PolicyType.PermissionsBoundary)]
    [InlineData("-", "A", ImplicitDeny, PolicyType.PermissionsBoundary)]
    [InlineData("A", "-", ImplicitDeny, PolicyType.Session)]
    [InlineData("A", "A", Allow, PolicyType.IdentityBased)]
    [InlineData("A", "", Allow, PolicyType.IdentityBased)]
    public void EV47_BoundaryAndSessionPolicy_TheFirstThatDeniesElseTheFirstThatIsSilent_IsNamed(
        string boundary, string session, DecisionOutcome outcome, PolicyType by)
    {
        World world = WorldOf("session", resource: "", identity: "A", boundary, session, scp: "A", rcp: "");

        Assert.Equal((outcome, by), world.Verdict());
        Assert.Equal(
            outcome == ExplicitDeny ? PolicyEffect.Deny : outcome == Allow ? PolicyEffect.Allow : null,
            world.Decide().Statement?.Effect);
    }

    [Theory]
    [InlineData("S26", "", "A", ImplicitDeny, PolicyType.RoleTrust)]
    [InlineData("S26", "A other", "A", ImplicitDeny, PolicyType.RoleTrust)]
    [InlineData("S27", "A account", "A", Allow, null)]
    [InlineData("S28", "A account", "-", ImplicitDeny, PolicyType.IdentityBased)]
    [InlineData("S29", "A user", "-", Allow, PolicyType.RoleTrust)]
    public void AssumingRole_TrustPolicy_IsNeeded(
        string row, string trust, string identity, DecisionOutcome outcome, PolicyType? by)
    {
        World world = World.Of(Alice).Asks("sts:AssumeRole", RoleArn).Identity(Cell(identity));
        world = trust.Length == 0
            ? world
            : world.TrustPolicy(Cell(trust) with { Actions = ["sts:*"], Resources = null });

        Assert.Equal((row, outcome), (row, world.Verdict().Outcome));
        Assert.Equal(by ?? world.Verdict().By, world.Verdict().By);
    }

    [Theory]
    [InlineData("X1", "A user", "A", "", "", "A", "", Allow, null)]
    [InlineData("X1", "A account", "A", "", "", "A", "", Allow, null)]
    [InlineData("X1", "A everyone", "A", "A", "", "A", "", Allow, null)]
    [InlineData("X1", "A session", "A", "A", "A", "A", "", Allow, null)]
    [InlineData("X1", "A role", "A", "A", "A", "A", "", Allow, null)]
    [InlineData("X2", "A user", "-", "", "", "A", "", ImplicitDeny, PolicyType.IdentityBased)]
    [InlineData("X2", "A everyone", "-", "", "", "A", "", ImplicitDeny, PolicyType.IdentityBased)]
    [InlineData("X3", "", "A", "", "", "A", "", ImplicitDeny, PolicyType.ResourceBased)]
    [InlineData("X3", "A other", "A", "", "", "A", "", ImplicitDeny, PolicyType.ResourceBased)]
    [InlineData("X4", "A session", "A", "-", "", "A", "", ImplicitDeny, PolicyType.PermissionsBoundary)]
    [InlineData("X5", "A everyone", "A", "", "-", "A", "", ImplicitDeny, PolicyType.Session)]
    [InlineData("X6", "A user", "A", "A", "", "-", "", ImplicitDeny, PolicyType.ServiceControl)]
    [InlineData("X7", "A user", "A", "A", "", "A", "D", ExplicitDeny, PolicyType.ResourceControl)]
    [InlineData("X8", "D everyone", "A", "A", "", "A", "", ExplicitDeny, PolicyType.ResourceBased)]
    [InlineData("X9", "A user", "D", "A", "", "A", "", ExplicitDeny, PolicyType.IdentityBased)]
    public void CrossAccount_BothSides_MustAllow(
        string row,
        string resource,
        string identity,
        string boundary,
        string session,
        string scp,
        string rcp,
        DecisionOutcome outcome,
        PolicyType? by)
    {
        string caller = session.Length > 0 || resource is "A session" or "A role" ? "session" : "user";

        World world = WorldOf(caller, resource, identity, boundary, session, scp, rcp).OwnedBy(There);

        Assert.Equal((row, outcome), (row, world.Verdict().Outcome));
        Assert.Equal(by ?? world.Verdict().By, world.Verdict().By);
    }

    private static World WorldOf(
        string caller, string resource, string identity, string boundary, string session, string scp, string rcp)
    {
        World world = World.Of(caller switch
        {
            "user" => Alice,
            "session" => Names.Session,
            "federated" => Federated,
            _ => Root,
        });
        world = resource.Length == 0 ? world : world.ResourcePolicy(Cell(resource));
        world = identity.Length == 0 ? world : world.Identity(Cell(identity));
        world = boundary.Length == 0 ? world : world.Boundary(Cell(boundary));
        world = session.Length == 0 ? world : world.SessionPolicy(Cell(session));
        world = scp.Length == 0 ? world : world.Scp(Cell(scp));
        return rcp.Length == 0 ? world : world.Rcp(Cell(rcp).ForEveryone());
    }

    private static Statement Cell(string cell)
    {
        string[] words = cell.Split(' ');
        Statement statement = words[0] switch
        {
            "A" => Statement.Allow(),
            "D" => Statement.Deny(),
            _ => Statement.Silent,
        };
        return words.Length < 2 ? statement : words[1] switch
        {
            "user" => statement.For(AliceArn),
            "role" => statement.For(RoleArn),
            "session" => statement.For(SessionArn),
            "federated" => statement.For(FederatedArn),
            "account" => statement.For(Here),
            "other" => statement.For($"arn:aws:iam::{Here}:user/other"),
            _ => statement.ForEveryone(),
        };
    }
}
