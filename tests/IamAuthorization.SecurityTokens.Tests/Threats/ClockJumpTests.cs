using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Sessions, keys and revocations of a node whose clock is put ahead or back.</summary>
[Trait("Threat", "C5")]
public sealed class ClockJumpTests
{
    private static readonly DateTimeOffset EndOf32Bits = DateTimeOffset.FromUnixTimeSeconds(int.MaxValue);

    /// <summary>By how many seconds a clock is put back: a leap second, summer time, a day, a year.</summary>
    public static TheoryData<int> Backwards => [1, 3_600, 86_400, 31_536_000];

    [Theory]
    [MemberData(nameof(Backwards))]
    public async Task C5_SessionHasEnded_ClockIsPutBack_StaysOver(int seconds)
    {
        var clock = new JumpingClock(TokenWorld.Start);
        await using var world = new TokenWorld(clock: clock);
        string token = await world.IssueAsync();
        Assert.NotNull((await world.ValidateAsync(token)).Principal);

        clock.Advance(TimeSpan.FromHours(1));
        clock.Jump(-TimeSpan.FromSeconds(seconds));

        Assert.Equal(AccessTokenProblem.Expired, await world.ProblemAsync(token));
        Assert.Null(world.Get<AccessTokenValidator>().FindKnown(token));
    }

    [Theory]
    [MemberData(nameof(Backwards))]
    public async Task C5_ClockIsPutBack_AmidASession_SessionLastsNoLonger(int seconds)
    {
        var clock = new JumpingClock(TokenWorld.Start);
        await using var world = new TokenWorld(clock: clock);
        string token = await world.IssueAsync();
        Assert.NotNull((await world.ValidateAsync(token)).Principal);

        clock.Jump(-TimeSpan.FromSeconds(seconds));
        clock.Advance(TimeSpan.FromMinutes(59));
        AccessTokenValidation before = await world.ValidateAsync(token);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(before.Principal);
        Assert.Equal(AccessTokenProblem.Expired, await world.ProblemAsync(token));
    }

    [Fact]
    public async Task C5_ClockIsPutAheadByMistake_SessionIsRefusedMeanwhile_AndLivesAsLongAsItWould()
    {
        var clock = new JumpingClock(TokenWorld.Start);
        await using var world = new TokenWorld(clock: clock);
        string token = await world.IssueAsync();
        Assert.NotNull((await world.ValidateAsync(token)).Principal);

        clock.Jump(TimeSpan.FromHours(1));
        Assert.Equal(AccessTokenProblem.Expired, await world.ProblemAsync(token));
        clock.Jump(-TimeSpan.FromHours(1));

        Assert.NotNull((await world.ValidateAsync(token)).Principal);
    }

    [Fact]
    public async Task C5_TokenOfTheFuture_ThatNobodyHasSeen_IsNotYetValid()
    {
        var clock = new JumpingClock(TokenWorld.Start);
        await using var world = new TokenWorld(clock: clock);
        string token = await world.IssueAsync();

        clock.Jump(-TimeSpan.FromHours(1));

        Assert.Equal(AccessTokenProblem.NotYetValid, await world.ProblemAsync(token));
    }

    [Theory]
    [MemberData(nameof(Backwards))]
    public async Task C5_RevocationAfterClockIsPutBack_KillsTheSessionsFromBefore(int seconds)
    {
        await using var world = new World(
            World.User("alice", allowed: ["sts:AssumeRole"]), World.Role("Agent", World.Trust(World.Home)));
        IamPrincipal session = await world.SessionAsync(World.Alice(), World.Request());

        world.Clock.Jump(-TimeSpan.FromSeconds(seconds));
        DateTimeOffset validFrom = await world.RevokeAsync(World.RoleArn("Agent"));

        Assert.True(validFrom > session.Session!.IssuedAt);
        Assert.Equal(IamPrincipalState.Revoked, await world.StateAsync(session));
        world.Clock.Advance(TimeSpan.FromSeconds(seconds + 1));
        Assert.NotEqual(IamPrincipalState.Alive, await world.StateAsync(session));
        IamPrincipal next = await world.SessionAsync(World.Alice(), World.Request());
        Assert.Equal(IamPrincipalState.Alive, await world.StateAsync(next));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task C5_ClockJumpsWhileSessionsAreRevoked_NobodyWaitsForTheClock(int hours)
    {
        World? world = null;
        int jumps = 0;
        var store = new InMemoryIamStore(
        [
            new IamAccount(World.Home),
            World.User("alice", allowed: ["sts:AssumeRole"]),
            World.Role("Agent", World.Trust(World.Home)),
        ]);
        var front = new ChangingStore(store, beforeCommit: () =>
        {
            world!.Clock.Jump(TimeSpan.FromHours(jumps++ == 0 ? hours : 0));
            return Task.CompletedTask;
        });
        await using (world = new World { Front = front })
        {
            IamPrincipal session = await world.SessionAsync(World.Alice(), World.Request());
            world.Clock.Advance(TimeSpan.FromMilliseconds(5));
            long begun = world.Clock.GetTimestamp();

            Task<DateTimeOffset> revoking = world.RevokeAsync(World.RoleArn("Agent")).AsTask();
            while (!revoking.IsCompleted && world.Clock.GetElapsedTime(begun) < TimeSpan.FromSeconds(10))
            {
                world.Clock.Advance(TimeSpan.FromMilliseconds(1));
                await Task.Yield();
            }

            Assert.True(revoking.IsCompletedSuccessfully);
            world.Clock.Jump(TimeSpan.FromHours(-hours));
            Assert.Equal(IamPrincipalState.Revoked, await world.StateAsync(session));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(24 * 365)]
    [InlineData(-24 * 365)]
    public async Task C5_KeyRing_ClockJumps_TokensAreIssued_AndThoseFromBeforeVerifyAgainLater(int hours)
    {
        var clock = new JumpingClock(TokenWorld.Start);
        await using var world = new TokenWorld(clock: clock);
        string before = await world.IssueAsync();

        clock.Jump(TimeSpan.FromHours(hours));
        await world.Ring.MaintainAsync(CancellationToken.None);
        string meanwhile = await world.IssueAsync();
        Assert.NotNull((await world.ValidateAsync(meanwhile)).Principal);
        clock.Jump(-TimeSpan.FromHours(hours));
        await world.Ring.MaintainAsync(CancellationToken.None);

        Assert.NotNull((await world.ValidateAsync(before)).Principal);
        Assert.NotNull((await world.ValidateAsync(await world.IssueAsync())).Principal);
    }

    [Fact]
    public async Task C5_UnknownKey_AfterClockIsPutBack_IsLookedForAsSoonAsEver()
    {
        var clock = new JumpingClock(TokenWorld.Start);
        var store = new InMemorySigningKeyStore();
        await using var here = new TokenWorld(clock: clock, store: store);
        await using var there = new TokenWorld(
            clock: clock,
            store: store,
            protection: here.Get<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>());
        Assert.NotNull((await here.ValidateAsync(await here.IssueAsync())).Principal);
        Assert.NotNull((await there.ValidateAsync(await there.IssueAsync())).Principal);

        clock.Jump(-TimeSpan.FromHours(1));
        await there.Keys.RotateAsync();
        string token = await there.IssueAsync();
        clock.Advance(SigningKeyRing.RefreshIntervalMin);

        Assert.NotNull((await here.ValidateAsync(token)).Principal);
    }

    [Fact]
    public async Task C5_SessionAcrossTheEndOf32Bits_LivesToItsEnd()
    {
        var clock = new JumpingClock(EndOf32Bits.AddMinutes(-30));
        await using var world = new TokenWorld(clock: clock);
        string token = await world.IssueAsync();

        clock.Advance(TimeSpan.FromMinutes(59));
        AccessTokenValidation late = await world.ValidateAsync(token);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.NotNull(late.Principal);
        Assert.Equal(EndOf32Bits.AddMinutes(30), late.Principal.Session!.ExpiresAt);
        Assert.Equal(AccessTokenProblem.Expired, await world.ProblemAsync(token));
        Assert.NotNull((await world.ValidateAsync(await world.IssueAsync())).Principal);
    }
}
