using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>What a session is, from the time it is issued to its end.</summary>
public sealed class SessionsAsIssued
{
    private const string Order = $"arn:aws:orders::{Home}:order/1";

    [Fact]
    public async Task Session_OfARoleWithAPath_HasAwssNames()
    {
        Arn arn = Arn.Parse($"arn:aws:iam::{Home}:role/shop/night/Agent");
        await using var world = new World(User("alice"), TrustingAlice("Agent") with { Arn = arn });

        AssumeRoleResult result = await world.AssumeAsync(Alice(), Request() with { RoleArn = arn.ToString() });

        Assert.Equal($"arn:aws:sts::{Home}:assumed-role/Agent/ticket-1", result.Session!.Arn.ToString());
        Assert.Equal($"{UniqueIdOf("Agent")}:ticket-1", result.Session.AssumedRoleId);
        Assert.Equal(arn, result.Session.Principal.RoleArn);
        Assert.Equal($"{TokenCanary} of {result.Session.Arn}", result.Session.AccessToken);
    }

    [Fact]
    public async Task RoleAssumed_IsUsed_AndRoleRefusedIsNot()
    {
        await using var world = new World(User("alice"), TrustingAlice("Agent"), TrustingAlice("Idle"));
        IIamLastUsed lastUsed = world.Services.GetRequiredService<IIamLastUsed>();
        CancellationToken none = CancellationToken.None;

        await world.AssumeAsync(Alice(), Request());
        await world.ErrorAsync(Petra(), Request() with { RoleArn = RoleArn("Idle").ToString() });

        IamLastUse? use = await lastUsed.OfRoleAsync(new IamCall(Home), "Agent", none);
        Assert.Equal((UniqueIdOf("Agent"), Noon, "orders", null), (use?.Id, use?.At, use?.Service, use?.Region));
        Assert.Null(await lastUsed.OfRoleAsync(new IamCall(Home), "Idle", none));
    }

    [Fact]
    public async Task RoleArnWithAnotherPath_NamesNoRole()
    {
        await using var world = new World(User("alice"), TrustingAlice("Agent"));

        SecurityTokenError error = await world.ErrorAsync(
            Alice(), Request() with { RoleArn = $"arn:aws:iam::{Home}:role/shop/Agent" });

        Assert.Equal("AccessDenied", error.Code);
    }

    [Fact]
    public async Task Times_AreMillisecondsOfIssueAndWholeSecondsOfExpiry()
    {
        await using World world = Shop();
        world.Clock.SetUtcNow(Noon.AddTicks(1_234_567));

        IamSession session = (await world.SessionAsync(Alice(), Request())).Session!;

        Assert.Equal(Noon.AddMilliseconds(123), session.IssuedAt);
        Assert.Equal(Noon.AddHours(1), session.ExpiresAt);
    }

    [Fact]
    public async Task Session_LivesUntilItExpires()
    {
        await using World world = Shop();
        IamPrincipal session = await world.SessionAsync(
            Alice(), Request() with { Duration = TimeSpan.FromMinutes(15) });

        world.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        Assert.Equal(IamPrincipalState.Alive, await world.StateAsync(session));
        world.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(IamPrincipalState.Expired, await world.StateAsync(session));
    }

    public static TheoryData<int, bool> Durations => new() { { 7_200, true }, { 7_201, false } };

    [Theory]
    [MemberData(nameof(Durations))]
    public async Task Duration_AboveTheRolesMaximum_IsRefused(int seconds, bool isAssumed)
    {
        await using var world = new World(
            User("alice"), TrustingAlice("Agent") with { SessionDurationMax = TimeSpan.FromHours(2) });

        AssumeRoleResult result = await world.AssumeAsync(
            Alice(), Request() with { Duration = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(isAssumed ? Noon.AddSeconds(seconds) : null, result.Session?.ExpiresAt);
        Assert.Equal(
            isAssumed
                ? null
                : new SecurityTokenError(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."),
            result.Error);
    }

    [Theory]
    [InlineData(3_600, true)]
    [InlineData(3_601, false)]
    [InlineData(7_200, false)]
    public async Task P95_DurationInAChain_IsRefusedAboveAnHourAndNotCapped(int seconds, bool isAssumed)
    {
        await using var world = new World(
            User("alice"), TrustingAlice("Worker"), Role("Agent", Trust(RoleArn("Worker").ToString())));
        IamPrincipal worker = await world.SessionAsync(Alice(), Request("Worker") with
        {
            Duration = TimeSpan.FromHours(12),
        });

        AssumeRoleResult result = await world.AssumeAsync(
            worker, Request() with { Duration = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(isAssumed ? Noon.AddSeconds(seconds) : null, result.Session?.ExpiresAt);
        Assert.Equal(
            isAssumed
                ? null
                : new SecurityTokenError(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role "
                        + "chaining."),
            result.Error);
    }

    [Fact]
    public async Task C48_SecondFactor_CountsInTheTrustPolicyAndNotInTheSession()
    {
        await using var world = new World(
            User("alice"),
            Role("Agent", Trust(
                UserArn("alice").ToString(), """{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""")));
        var proved = new IamSession { HasMultiFactorAuth = true, MultiFactorAuthAt = Noon };

        IamPrincipal session = await world.SessionAsync(Alice(proved), Request());

        Assert.False(session.Session!.HasMultiFactorAuth);
        Assert.Null(session.Session.MultiFactorAuthAt);
        Assert.Equal("AccessDenied", (await world.ErrorAsync(Alice(), Request())).Code);
    }

    [Fact]
    public async Task EV32_Session_HasNothingOfItsCaller()
    {
        await using var world = new World(User("alice", Home, "orders:*"), TrustingAlice("Agent"));

        IamPrincipal session = await world.SessionAsync(Alice(), Request());

        Assert.True((await world.AskAsync(Alice(), "orders:GetOrder", Order)).IsAllowed);
        Assert.False((await world.AskAsync(session, "orders:GetOrder", Order)).IsAllowed);
    }

    [Fact]
    public async Task EV38_RoleDeletedOrMadeAgain_EndsItsSessions()
    {
        await using World world = Shop();
        IamPrincipal session = await world.SessionAsync(Alice(), Request());
        Assert.Equal(IamPrincipalState.Alive, await world.StateAsync(session));

        await world.DeleteAsync(IamEntityKey.Role(Home, "Agent"));
        Assert.Equal(IamPrincipalState.Gone, await world.StateAsync(session));

        await world.CommitAsync(TrustingAlice("Agent") with { UniqueId = UniqueIdOf("AgentAgain") });
        Assert.Equal(IamPrincipalState.Gone, await world.StateAsync(session));
        Assert.Equal("AccessDenied", (await world.ErrorAsync(session, Request())).Code);
    }

    [Fact]
    public async Task Scope_DecidesAndIssuesOnOneSnapshot()
    {
        var store = new InMemoryIamStore([new IamAccount(Home), User("alice"), TrustingAlice("Agent")]);
        var front = new ChangingStore(store, async () =>
        {
            IIamSnapshot newest = await store.GetSnapshotAsync(CancellationToken.None);
            await store.CommitAsync(
                new IamCommit
                {
                    ExpectedRevision = newest.Revision,
                    AccountId = "111122223333",
                    Action = "iam:Test",
                    Puts = [TrustingAlice("Agent") with { UniqueId = UniqueIdOf("Later") }],
                },
                CancellationToken.None);
        });
        await using var world = new World { Front = front };

        IamPrincipal session = await world.SessionAsync(Alice(), Request());

        Assert.Equal(UniqueIdOf("Agent"), session.UniqueId);
        Assert.Equal(IamPrincipalState.Gone, await world.StateAsync(session));
    }

    private static IamRole TrustingAlice(string name) => Role(name, Trust(UserArn("alice").ToString()));

    private static World Shop() => new(User("alice"), TrustingAlice("Agent"));
}
