using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>EV-02: what applies and cannot be read may hold the Deny that matters, so it denies.</summary>
public sealed class PoliciesThatAreGone
{
    private const string Trust =
        """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}""";

    private static readonly IamEntityKey PolicyKey = IamEntityKey.ManagedPolicy(PolicyArn("P"));

    private static readonly NamedPolicy All = new("all", Allow("*"));

    public static TheoryData<string> Places =>
        new("user", "group", "group itself", "boundary of a user", "role", "boundary of a role", "session");

    [Theory]
    [MemberData(nameof(Places))]
    public async Task EV02_PolicyThatVanishes_DeniesAtOnce_WithReason(string place)
    {
        await using var world = new World(
            new ManagedPolicy { Arn = PolicyArn("P"), Document = Allow("*") },
            new IamGroup
            {
                Arn = IamArn.Group("aws", Home, "G"),
                AttachedPolicyArns = place == "group" ? [PolicyArn("P")] : [],
            },
            UserWith(place),
            RoleWith(place));
        IamPrincipal caller = place is "role" or "boundary of a role" or "session"
            ? IamPrincipal.RoleSession(RoleArn("R"), "s", session: SessionWith(place))
            : Alice();
        Assert.True((await world.AskAsync(caller)).IsAllowed);

        await world.DeleteAsync(place == "group itself" ? IamEntityKey.Group(Home, "G") : PolicyKey);

        IamDecision decision = await world.AskAsync(caller);
        Assert.Equal((false, "a policy that applies cannot be read"), (decision.IsAllowed, decision.Failure));
    }

    [Fact]
    public async Task EV02_SessionPolicyThatIsNoArn_Denies()
    {
        await using var world = new World(RoleWith("nowhere"));
        var session = new IamSession { PolicyArns = ["P"] };

        IamDecision decision = await world.AskAsync(IamPrincipal.RoleSession(RoleArn("R"), "s", session: session));

        Assert.False(decision.IsAllowed);
        Assert.NotNull(decision.Failure);
    }

    public static TheoryData<bool, bool, bool, bool> SessionPolicies => new()
    {
        // Inline, managed; may get, may refund.
        { false, false, true, true },
        { true, false, true, false },
        { false, true, false, true },
        { true, true, true, true },
    };

    [Theory]
    [MemberData(nameof(SessionPolicies))]
    public async Task EV07_SessionPolicies_OfEitherForm_AreReadTogether(
        bool hasInline, bool hasManaged, bool mayGet, bool mayRefund)
    {
        await using var world = new World(
            RoleWith("nowhere"), new ManagedPolicy { Arn = PolicyArn("P"), Document = Allow("orders:Refund") });
        var session = new IamSession
        {
            Policies = hasInline ? [Allow("orders:GetOrder")] : [],
            PolicyArns = hasManaged ? [PolicyArn("P").ToString()] : [],
        };
        IamPrincipal caller = IamPrincipal.RoleSession(RoleArn("R"), "s", session: session);

        Assert.Equal(mayGet, (await world.AskAsync(caller)).IsAllowed);
        Assert.Equal(mayRefund, (await world.AskAsync(caller, action: "orders:Refund")).IsAllowed);
    }

    private static IamUser UserWith(string place) => new()
    {
        Arn = UserArn("alice"),
        InlinePolicies = [All],
        GroupNames = ["G"],
        AttachedPolicyArns = place == "user" ? [PolicyArn("P")] : [],
        PermissionsBoundaryArn = place == "boundary of a user" ? PolicyArn("P") : null,
    };

    private static IamRole RoleWith(string place) => new()
    {
        Arn = RoleArn("R"),
        TrustPolicy = Document(Trust, PolicyKind.RoleTrust),
        InlinePolicies = [All],
        AttachedPolicyArns = place == "role" ? [PolicyArn("P")] : [],
        PermissionsBoundaryArn = place == "boundary of a role" ? PolicyArn("P") : null,
    };

    private static IamSession? SessionWith(string place) =>
        place == "session" ? new IamSession { PolicyArns = [PolicyArn("P").ToString()] } : null;
}
