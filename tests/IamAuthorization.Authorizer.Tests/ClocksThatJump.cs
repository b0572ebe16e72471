using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.Authorizer.Tests.World;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>Decisions of a node whose clock is put ahead or back, or passes an instant clocks stumble over.</summary>
[Trait("Threat", "C5")]
public sealed class ClocksThatJump
{
    /// <summary>
    /// Instants before which alice is allowed and from which on she is not: the end of 2016, when the last minute had
    /// 61 seconds; both ends of summer time, as Europe and America have them; the end of 32 bits; that of a leap year.
    /// </summary>
    public static TheoryData<string> Instants =>
    [
        "2017-01-01T00:00:00Z",
        "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z",
        "2026-11-01T06:00:00Z",
        "2038-01-19T03:14:08Z",
        "2028-02-29T00:00:00Z",
        "9999-12-31T23:59:59Z",
    ];

    [Theory]
    [MemberData(nameof(Instants))]
    public async Task C5_AroundAnInstant_ConditionsOnTheTime_HoldToTheTick(string instant)
    {
        DateTimeOffset end = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        string before = $$"""
            {"DateLessThan":{"aws:CurrentTime":"{{instant}}"},
             "NumericLessThan":{"aws:EpochTime":"{{end.ToUnixTimeSeconds()}}"} }
            """;
        await using var world = new World(
            User("alice") with { InlinePolicies = [new NamedPolicy("p", AllowIf(before))] });

        Assert.False(await IsAllowedAtAsync(world, end));
        Assert.True(await IsAllowedAtAsync(world, end.AddTicks(-1)));
        Assert.True(await IsAllowedAtAsync(world, end.AddSeconds(-1)));
        Assert.False(await IsAllowedAtAsync(world, end));
    }

    [Theory]
    [MemberData(nameof(Instants))]
    public async Task C5_SessionThatEndsAtAnInstant_IsOverFromThenOn(string instant)
    {
        DateTimeOffset end = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        await using var world = new World(User("alice", "*"));
        IamPrincipal alice = Alice(new IamSession { ExpiresAt = end });

        world.Clock.Jump(end.AddTicks(-1) - world.Clock.GetUtcNow());
        Assert.True((await world.AskAsync(alice)).IsAllowed);
        world.Clock.Jump(TimeSpan.FromTicks(1));

        Assert.Equal("the session has expired", (await world.AskAsync(alice)).Failure);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task C5_ClockJumpsAmidARequest_RequestHasOneTime(int hours)
    {
        await using var world = new World(User("alice") with
        {
            InlinePolicies =
                [new NamedPolicy("p", AllowIf("""{"DateEquals":{"aws:CurrentTime":"2026-03-01T12:00:00Z"}}"""))],
        });
        world.Store.Meanwhile = _ =>
        {
            world.Clock.Jump(TimeSpan.FromHours(hours));
            return Task.CompletedTask;
        };
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamAuthorizer authorizer = scope.ServiceProvider.GetRequiredService<IIamAuthorizer>();

        Assert.True((await authorizer.AuthorizeAsync(Alice(), GetOrder, Order)).IsAllowed);
        Assert.True((await authorizer.AuthorizeAsync(Alice(), GetOrder, Order)).IsAllowed);
        Assert.False((await world.AskAsync(Alice())).IsAllowed);
    }

    public static TheoryData<int, bool> SecondsAgo => new()
    {
        { 3_599, true },
        { 3_600, false },
        { 0, true },
        { -1, false },
        { -3_600, false },
    };

    [Theory]
    [MemberData(nameof(SecondsAgo))]
    public async Task C5_SecondFactorOfTheFuture_IsNotYoung(int secondsAgo, bool isAllowed)
    {
        const string Young = """{"NumericLessThan":{"aws:MultiFactorAuthAge":"3600"}}""";
        await using var world = new World(
            User("alice") with { InlinePolicies = [new NamedPolicy("p", AllowIf(Young))] });
        var session = new IamSession
        {
            HasMultiFactorAuth = true,
            MultiFactorAuthAt = world.Clock.GetUtcNow().AddSeconds(-secondsAgo),
        };

        Assert.Equal(isAllowed, (await world.AskAsync(Alice(session))).IsAllowed);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(24 * 365)]
    public async Task C5_StoreHangs_ClockJumps_RequestWaitsForTheTimeThatPasses(int hours)
    {
        await using var world = new World(User("alice", "*"));
        world.Store.Fault = Fault.Hang;
        world.Store.FailingCall = nameof(IIamSnapshot.FindUserAsync);
        Task<IamDecision> asked = world.AskAsync(Alice()).AsTask();

        world.Clock.Jump(TimeSpan.FromHours(hours));
        world.Clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        bool wasWaiting = !asked.IsCompleted;
        world.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(wasWaiting);
        Assert.Contains("did not answer in time", (await asked).Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void C5_Lifetime_ClockIsPutAheadOrBack_IsNeverLonger(int hours)
    {
        var clock = new Stores.Specification.JumpingClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var lifetime = new Lifetime(clock.GetUtcNow().AddMinutes(10), clock);

        clock.Jump(TimeSpan.FromHours(hours));
        Assert.Equal(hours > 0, lifetime.IsOver());
        clock.Jump(-TimeSpan.FromHours(hours));
        Assert.False(lifetime.IsOver());
        clock.Jump(TimeSpan.FromHours(-1));
        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));
        Assert.False(lifetime.IsOver());
        clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(lifetime.IsOver());
    }

    private static async Task<bool> IsAllowedAtAsync(World world, DateTimeOffset instant)
    {
        world.Clock.Jump(instant - world.Clock.GetUtcNow());
        return (await world.AskAsync(Alice())).IsAllowed;
    }
}
