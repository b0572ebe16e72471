using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>STS §5: whether a session may act at all, and which tags it has.</summary>
public sealed class SessionsOfStoredPrincipals
{
    private const string Id = "AROAEXAMPLEEXAMPLE01";
    private const string OtherId = "AROAEXAMPLEEXAMPLE02";

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly IamRole Role = new()
    {
        Arn = RoleArn("Support"),
        UniqueId = Id,
        TrustPolicy = Document(
            """{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}""", PolicyKind.RoleTrust),
        Tags = [new IamTag("team", "a"), new IamTag("site", "x")],
        InlinePolicies = [new NamedPolicy("own", Allow("orders:GetOrder"))],
    };

    public static TheoryData<string, IamPrincipalState, string?> States => new()
    {
        { "as issued", IamPrincipalState.Alive, null },
        { "one tick before it expires", IamPrincipalState.Alive, null },
        { "the instant it expires", IamPrincipalState.Expired, "the session has expired" },
        { "revoked at its issue", IamPrincipalState.Alive, null },
        { "revoked one millisecond after its issue", IamPrincipalState.Revoked, "the session has been revoked" },
        { "another role's sessions revoked", IamPrincipalState.Alive, null },
        { "role deleted", IamPrincipalState.Gone, "there is no such principal" },
        { "role created again", IamPrincipalState.Gone, "there is no such principal" },
        { "store down", IamPrincipalState.Unknown, "the store of policies failed" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public async Task EV38_Session_MayActOrNot_AndEveryDecisionSaysTheSame(
        string situation, IamPrincipalState expected, string? failure)
    {
        await using var world = new World(Role);
        await ArrangeAsync(world, situation);
        IamPrincipal session = Session(situation);

        IamPrincipalState state = await StateAsync(world, session);
        IamDecision decision = await world.AskAsync(session);

        Assert.Equal(expected, state);
        Assert.Equal(expected == IamPrincipalState.Alive, decision.IsAllowed);
        Assert.Equal(failure, decision.Failure);
    }

    [Fact]
    public async Task EV38_RevokedWhileCached_IsDeadForTheNextScope()
    {
        await using var world = new World(Role);
        IamPrincipal session = Session();
        Assert.True((await world.AskAsync(session)).IsAllowed);

        await world.CommitAsync(Revocation(Role.Arn, Now));

        Assert.Equal(IamPrincipalState.Revoked, await StateAsync(world, session));
        Assert.False((await world.AskAsync(session)).IsAllowed);
    }

    public static TheoryData<bool, string, string?> Tags => new()
    {
        { false, "aws:PrincipalTag/team", "b" },
        { false, "aws:PrincipalTag/site", "x" },
        { true, "aws:PrincipalTag/team", "b" },
        { true, "aws:PrincipalTag/site", null },
    };

    [Theory]
    [MemberData(nameof(Tags))]
    public async Task EV37_TagsFrozenAtIssue_AreAllThatTheSessionHas(
        bool includesRoleTags, string key, string? expected)
    {
        string condition = expected is null
            ? $$$"""{"Null":{"{{{key}}}":"true"}}"""
            : $$$"""{"StringEquals":{"{{{key}}}":"{{{expected}}}"}}""";
        await using var world = new World(Role with { InlinePolicies = [new NamedPolicy("own", AllowIf(condition))] });
        var facts = new IamSession
        {
            Tags = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase).Add("Team", "b"),
            IncludesRoleTags = includesRoleTags,
        };

        Assert.True((await world.AskAsync(IamPrincipal.RoleSession(Role.Arn, "s", Id, facts))).IsAllowed);
    }

    [Theory]
    [InlineData("b", true)]
    [InlineData("a", false)]
    public async Task EV35_InheritedTag_TakesThePlaceOfTheRolesOwn_WhileItsTrustIsAsked(string team, bool isAllowed)
    {
        PolicyDocument trust = Document(
            """
            {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole",
             "Condition":{"StringEquals":{"aws:ResourceTag/team":"b","aws:ResourceTag/site":"x"}}}
            """,
            PolicyKind.RoleTrust);
        await using var world = new World(Role with { TrustPolicy = trust }, User("alice"));
        var resource = new IamResource(Role.Arn)
        {
            RoleTagOverlay = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase)
                .Add("TEAM", team),
        };

        Assert.Equal(isAllowed, (await world.AskAsync(Alice(), resource, action: "sts:AssumeRole")).IsAllowed);
    }

    /// <summary>PL-56: a condition on the ARN does not tell a role from another one of the same name.</summary>
    [Fact]
    public async Task P75_TrustByPrincipalArn_MatchesTheRecreatedRole()
    {
        PolicyDocument trust = Document(
            $$$$"""
            {"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole",
             "Condition":{"ArnEquals":{"aws:PrincipalArn":"{{{{Role.Arn}}}}"}}}
            """,
            PolicyKind.RoleTrust);
        var target = new IamRole { Arn = RoleArn("Target"), TrustPolicy = trust };
        IamRole recreated = Role with
        {
            UniqueId = OtherId,
            InlinePolicies = [new NamedPolicy("own", Allow("sts:AssumeRole"))],
        };
        await using var world = new World(recreated, target);

        IamDecision decision = await world.AskAsync(
            IamPrincipal.RoleSession(Role.Arn, "s", OtherId), target.Arn, action: "sts:AssumeRole");

        Assert.True(decision.IsAllowed);
    }

    private static async Task ArrangeAsync(World world, string situation)
    {
        switch (situation)
        {
            case "revoked at its issue":
                await world.CommitAsync(Revocation(Role.Arn, Now.AddMinutes(-1)));
                break;
            case "revoked one millisecond after its issue":
                await world.CommitAsync(Revocation(Role.Arn, Now.AddMinutes(-1).AddMilliseconds(1)));
                break;
            case "another role's sessions revoked":
                await world.CommitAsync(Revocation(RoleArn("support"), Now));
                break;
            case "role deleted":
                await world.DeleteAsync(Role.Key);
                break;
            case "role created again":
                await world.CommitAsync(Role with { UniqueId = OtherId });
                break;
            case "store down":
                world.Store.FailingCall = nameof(IIamSnapshot.FindRoleAsync);
                world.Store.Fault = Fault.Throw;
                break;
            default:
                break;
        }
    }

    private static IamPrincipal Session(string situation = "") => IamPrincipal.RoleSession(
        Role.Arn,
        "s",
        Id,
        new IamSession
        {
            IssuedAt = Now.AddMinutes(-1),
            ExpiresAt = situation switch
            {
                "one tick before it expires" => Now.AddTicks(1),
                "the instant it expires" => Now,
                _ => Now.AddHours(1),
            },
        });

    private static SessionRevocation Revocation(Arn principal, DateTimeOffset validFrom) =>
        new() { PrincipalArn = principal, ValidFrom = validFrom };

    private static async Task<IamPrincipalState> StateAsync(World world, IamPrincipal principal)
    {
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IIamPrincipals>().GetStateAsync(principal);
    }
}
