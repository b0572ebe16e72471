using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Evaluation §6.1: trust policy and the caller's own policies, each row both ways.</summary>
public sealed class WhoMayAssume
{
    private const string Alice = $"arn:aws:iam::{Home}:user/alice";
    private const string Bob = $"arn:aws:iam::{Home}:user/bob";
    private const string Petra = $"arn:aws:iam::{Partner}:user/petra";
    private const string Worker = $"arn:aws:iam::{Home}:role/Worker";
    private const string WorkerSession = $"arn:aws:sts::{Home}:assumed-role/Worker/s1";
    private const string OtherSession = $"arn:aws:sts::{Home}:assumed-role/Worker/s2";
    private const string Agent = $"arn:aws:iam::{Home}:role/Agent";
    private const string Events = "events.shop.example";

    public static TheoryData<string, string, bool, bool> Rows => new()
    {
        // caller, who is trusted, whether the caller's own policies allow it, outcome
        { Alice, Alice, false, true },
        { Alice, Bob, true, false },
        { Alice, Home, true, true },
        { Alice, Home, false, false },
        { Alice, $"arn:aws:iam::{Home}:root", true, true },
        { Alice, $"arn:aws:iam::{Home}:root", false, false },
        { Alice, Partner, true, false },
        { WorkerSession, Worker, false, true },
        { WorkerSession, Agent, true, false },
        { WorkerSession, WorkerSession, false, true },
        { WorkerSession, OtherSession, true, false },
        { WorkerSession, Home, true, true },
        { WorkerSession, Home, false, false },
        { Petra, Petra, true, true },
        { Petra, Petra, false, false },
        { Petra, Partner, true, true },
        { Petra, Partner, false, false },
        { Petra, Home, true, false },
        { Petra, Alice, true, false },
        { Events, $$"""{"Service":"{{Events}}"}""", false, true },
        { Events, """{"Service":"jobs.shop.example"}""", false, false },
        { Events, Home, false, false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task TrustAndOwnPolicies_Decide(string caller, string trusted, bool isAllowed, bool isAssumed)
    {
        string[] allowed = isAllowed ? ["sts:AssumeRole"] : [];
        await using var world = new World(
            User("alice", Home, allowed),
            User("petra", Partner, allowed),
            Role("Worker", Trust(Alice)) with { InlinePolicies = Inline(allowed) },
            Role("Agent", Trust(trusted)));

        AssumeRoleResult result = await world.AssumeAsync(PrincipalOf(caller), Request());

        Assert.Equal(isAssumed, result.IsAssumed);
        Assert.Equal(isAssumed ? null : "AccessDenied", result.Error?.Code);
    }

    [Theory]
    [InlineData(Home, false)]
    [InlineData(Agent, true)]
    public async Task RoleAssumesItself_OnlyWhereItsTrustPolicyNamesIt(string trusted, bool isAssumed)
    {
        await using var world = new World(Role("Agent", Trust(trusted)));
        IamPrincipal self = IamPrincipal.RoleSession(RoleArn("Agent"), "s1", UniqueIdOf("Agent"));

        Assert.Equal(isAssumed, (await world.AssumeAsync(self, Request())).IsAssumed);
    }

    [Theory]
    [InlineData("sts:AssumeRole", true)]
    [InlineData("orders:*", false)]
    public async Task RoleTrusted_LimitsOfTheCallingSessionCount(string allowedBySession, bool isAssumed)
    {
        await using var world = new World(Role("Worker", Trust(Alice)), Role("Agent", Trust(Worker)));
        var session = new IamSession
        {
            Policies = [Document(Statement("Allow", allowedBySession), PolicyKind.Session)],
        };
        IamPrincipal worker = IamPrincipal.RoleSession(RoleArn("Worker"), "s1", session: session);

        Assert.Equal(isAssumed, (await world.AssumeAsync(worker, Request())).IsAssumed);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("trust")]
    public async Task ExplicitDeny_Wins(string place)
    {
        PolicyDocument deny = Document(Statement("Deny", "sts:*"), PolicyKind.InlineUser);
        await using var world = new World(
            User("alice") with { InlinePolicies = place is "identity" ? [new NamedPolicy("no", deny)] : [] },
            Role("Agent", place is "trust" ? [Trust(Alice), Trust(Alice, effect: "Deny")] : [Trust(Alice)]));

        SecurityTokenError error = await world.ErrorAsync(World.Alice(), Request());

        Assert.EndsWith(
            place is "trust"
                ? "with an explicit deny in the role trust policy"
                : "with an explicit deny in an identity-based policy",
            error.Message,
            StringComparison.Ordinal);
    }

    public static TheoryData<string, string> WrongKinds => new()
    {
        { $"arn:aws:iam::{Home}:root", "Roles may not be assumed by root accounts." },
        { $"arn:aws:sts::{Home}:federated-user/fred", "Roles may not be assumed by federated users." },
        { "anonymous", "Roles may only be assumed by users, role sessions and services." },
        { "provider", "Roles may only be assumed by users, role sessions and services." },
    };

    [Theory]
    [MemberData(nameof(WrongKinds))]
    public async Task CallerOfAnotherKind_IsRefusedWhateverTheTrustPolicySays(string caller, string message)
    {
        await using var world = new World(Role("Agent", Trust("*")));

        SecurityTokenError error = await world.ErrorAsync(PrincipalOf(caller), Request());

        Assert.Equal(new SecurityTokenError("AccessDenied", message), error);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("gone")]
    public async Task CallerThatIsDead_IsRefused(string how)
    {
        await using var world = new World(
            Role("Worker", Trust(Alice)), Role("Agent", Trust(Worker), Trust(WorkerSession)));
        IamPrincipal worker = IamPrincipal.RoleSession(
            RoleArn("Worker"),
            "s1",
            how is "gone" ? UniqueIdOf("Earlier") : UniqueIdOf("Worker"),
            new IamSession { ExpiresAt = how is "expired" ? Noon : Noon.AddHours(1) });

        SecurityTokenError error = await world.ErrorAsync(worker, Request());

        Assert.Equal("AccessDenied", error.Code);
    }

    private static IamPrincipal PrincipalOf(string caller) => caller switch
    {
        "anonymous" => IamPrincipal.Anonymous,
        "provider" => IamPrincipal.FederatedIdentity("login.example"),
        Events => IamPrincipal.Service(Events),
        _ => IamPrincipal.FromArn(Arn.Parse(caller)),
    };
}
