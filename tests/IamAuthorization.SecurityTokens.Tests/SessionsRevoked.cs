using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.SecurityTokens.Tests.World;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>Evaluation §6.4, sts §5: all sessions from before an instant are dead at once, and stay so.</summary>
public sealed class SessionsRevoked
{
    private static readonly Arn AgentArn = RoleArn("Agent");

    [Fact]
    public async Task EV38_SessionsFromBefore_AreDead_ThoseFromThenOnAreNot()
    {
        await using World world = Shop();
        IamPrincipal before = await world.SessionAsync(Alice(), Request());
        world.Clock.Advance(TimeSpan.FromMilliseconds(1));

        DateTimeOffset validFrom = await world.RevokeAsync(AgentArn);

        Assert.Equal(Noon.AddMilliseconds(1), validFrom);
        Assert.Equal(IamPrincipalState.Revoked, await world.StateAsync(before));
        Assert.Equal("AccessDenied", (await world.ErrorAsync(before, Request())).Code);
        IamPrincipal after = await world.SessionAsync(Alice(), Request());
        Assert.Equal(IamPrincipalState.Alive, await world.StateAsync(after));
    }

    [Fact]
    public async Task Revocation_ConcernsNoOtherRole()
    {
        await using World world = Shop();
        IamPrincipal worker = await world.SessionAsync(Alice(), Request("Worker"));
        world.Clock.Advance(TimeSpan.FromSeconds(1));

        await world.RevokeAsync(AgentArn);

        Assert.Equal(IamPrincipalState.Alive, await world.StateAsync(worker));
    }

    [Fact]
    public async Task UsersSessions_AreRevokedToo_LongTermCredentialsAreNot()
    {
        await using World world = Shop();
        IamPrincipal temporary = Alice(new IamSession { IssuedAt = Noon });
        world.Clock.Advance(TimeSpan.FromSeconds(1));

        await world.RevokeAsync(UserArn("alice"));

        Assert.Equal(IamPrincipalState.Revoked, await world.StateAsync(temporary));
        Assert.Equal(IamPrincipalState.Alive, await world.StateAsync(Alice()));
    }

    [Fact]
    public async Task Revocation_NeverMovesBack()
    {
        await using World world = Shop();
        await world.CommitAsync(new SessionRevocation { PrincipalArn = AgentArn, ValidFrom = Noon.AddHours(1) });

        DateTimeOffset validFrom = await world.RevokeAsync(AgentArn);

        Assert.Equal(Noon.AddHours(1), validFrom);
        Assert.Equal(Noon.AddHours(1), await StoredAsync(world.Store));
    }

    [Fact]
    public async Task Revocation_OutlivesNewPolicyFiles()
    {
        await using World world = Shop();
        IamPrincipal session = await world.SessionAsync(Alice(), Request());
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.RevokeAsync(AgentArn);

        world.Store.Replace([new IamAccount(Home), User("alice"), Trusting("Agent", UserArn("alice"))]);

        Assert.Equal(IamPrincipalState.Revoked, await world.StateAsync(session));
    }

    public static TheoryData<string> WrongArns =>
    [
        "*",
        $"arn:aws:iam::{Home}:root",
        $"arn:aws:iam::{Home}:group/Sales",
        $"arn:aws:sts::{Home}:assumed-role/Agent/ticket-1",
        $"arn:aws:iam::{Home}:role/",
        "arn:aws:iam::1:role/Agent",
    ];

    [Theory]
    [MemberData(nameof(WrongArns))]
    public async Task ArnOfNeitherRoleNorUser_IsAnError(string arn)
    {
        await using World world = Shop();

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(
            async () => await world.RevokeAsync(Arn.Parse(arn)));

        Assert.Contains("is neither a role nor a user", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SessionRevoker.AttemptsMax - 1, true)]
    [InlineData(SessionRevoker.AttemptsMax, false)]
    public async Task CommitsOfOthersInBetween_AreDecidedAnewABoundedNumberOfTimes(int conflicts, bool isRevoked)
    {
        InMemoryIamStore store = Stored();
        int left = conflicts;
        var front = new ChangingStore(
            store,
            beforeCommit: async () =>
            {
                if (left-- > 0)
                {
                    await PutAsync(
                        store, new SessionRevocation { PrincipalArn = AgentArn, ValidFrom = LongAgo(left) });
                }
            });
        await using var world = new World { Front = front };

        Exception? error = await Record.ExceptionAsync(async () => await world.RevokeAsync(AgentArn));

        Assert.Equal(isRevoked ? null : typeof(IamRevisionConflictException), error?.GetType());
        Assert.Equal(isRevoked ? Noon : LongAgo(left), await StoredAsync(store));
        Assert.Equal(SessionRevoker.AttemptsMax, front.Commits);
    }

    private static DateTimeOffset LongAgo(int seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);

    [Fact]
    public async Task CommitThatTakesLong_KillsWhatWasIssuedMeanwhile_AndNothingAfterwards()
    {
        InMemoryIamStore store = Stored();
        World? world = null;
        IamPrincipal? renewed = null;
        var front = new ChangingStore(
            store,
            beforeCommit: async () =>
            {
                world!.Clock.Advance(TimeSpan.FromMilliseconds(5));
                renewed ??= await world.SessionAsync(
                    await world.SessionAsync(Alice(), Request()), Request());
                world.Clock.Advance(TimeSpan.FromMilliseconds(5));
            });
        await using (world = new World { Front = front })
        {
            Task<DateTimeOffset> revoking = world.RevokeAsync(AgentArn).AsTask();
            while (!revoking.IsCompleted)
            {
                world.Clock.Advance(TimeSpan.FromMilliseconds(1));
                await Task.Yield();
            }

            Assert.True(await revoking <= world.Clock.GetUtcNow());
            Assert.Equal(2, front.Commits);
            Assert.Equal(IamPrincipalState.Revoked, await world.StateAsync(renewed!));
            IamPrincipal next = await world.SessionAsync(Alice(), Request());
            Assert.Equal(IamPrincipalState.Alive, await world.StateAsync(next));
        }
    }

    [Fact]
    public async Task StoreThatIsKnownToBeSlow_IsAskedOnce()
    {
        InMemoryIamStore store = Stored();
        World? world = null;
        var front = new ChangingStore(store, beforeCommit: () =>
        {
            world!.Clock.Advance(TimeSpan.FromMilliseconds(10));
            return Task.CompletedTask;
        });
        await using (world = new World { Front = front })
        {
            foreach (int commits in new[] { 2, 3, 4 })
            {
                Task<DateTimeOffset> revoking = world.RevokeAsync(AgentArn).AsTask();
                while (!revoking.IsCompleted)
                {
                    world.Clock.Advance(TimeSpan.FromMilliseconds(1));
                    await Task.Yield();
                }

                await revoking;
                Assert.Equal(commits, front.Commits);
            }
        }
    }

    [Fact]
    public async Task Revocation_SaysWhoMadeIt()
    {
        InMemoryIamStore store = Stored();
        await using var world = new World { Front = new ChangingStore(store) };
        var origin = new IamChangeOrigin { PrincipalArn = UserArn("erin").ToString() };
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<IamSecurityTokenService>()
            .RevokeSessionsAsync(AgentArn, origin);

        ChangeLogEntry entry = Assert.Single(await store.ReadChangeLogAsync(new ChangeLogQuery(), default));
        Assert.Equal((origin, "iam:PutRolePolicy"), (entry.Origin, entry.Action));
    }

    [Fact]
    public async Task RequestThatBeganBefore_CannotRenewWhatIsRevoked()
    {
        await using World world = Shop();
        IamPrincipal stolen = await world.SessionAsync(Alice(), Request());
        await using AsyncServiceScope scope = world.Services.CreateAsyncScope();
        IIamPrincipals principals = scope.ServiceProvider.GetRequiredService<IIamPrincipals>();
        Assert.Equal(IamPrincipalState.Alive, await principals.GetStateAsync(stolen));
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.RevokeAsync(AgentArn);
        world.Clock.Advance(TimeSpan.FromSeconds(1));

        AssumeRoleResult renewed = await scope.ServiceProvider.GetRequiredService<IamSecurityTokenService>()
            .AssumeRoleAsync(stolen, Request());

        Assert.True(renewed.IsAssumed);
        Assert.Equal(IamPrincipalState.Revoked, await world.StateAsync(renewed.Session.Principal));
    }

    [Fact]
    public async Task Clock_IsReadBeforeTheSnapshot()
    {
        InMemoryIamStore store = Stored();
        World? world = null;
        var front = new ChangingStore(store, afterSnapshot: () =>
        {
            world!.Clock.Advance(TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        });
        await using (world = new World { Front = front })
        {
            Assert.Equal(Noon, (await world.SessionAsync(Alice(), Request())).Session!.IssuedAt);
        }
    }

    [Fact]
    public async Task AwssOwnWay_WorksAsWell()
    {
        await using World world = Shop();
        IamPrincipal before = await world.SessionAsync(Alice(), Request());
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        IamPrincipal after = await world.SessionAsync(Alice(), Request());
        const string Older = """
            {"Effect":"Deny","Action":"*","Resource":"*",
             "Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-03-01T12:00:01Z"}}}
            """;

        await world.CommitAsync(Trusting("Agent", UserArn("alice")) with
        {
            InlinePolicies =
            [
                .. Inline("orders:*"),
                new NamedPolicy("AWSRevokeOlderSessions", Document(Older, PolicyKind.InlineRole)),
            ],
        });

        string order = $"arn:aws:orders::{Home}:order/1";
        Assert.False((await world.AskAsync(before, "orders:GetOrder", order)).IsAllowed);
        Assert.True((await world.AskAsync(after, "orders:GetOrder", order)).IsAllowed);
    }

    private static async ValueTask<DateTimeOffset?> StoredAsync(InMemoryIamStore store)
    {
        IIamSnapshot snapshot = await store.GetSnapshotAsync(CancellationToken.None);
        return (await snapshot.FindSessionRevocationAsync(AgentArn, CancellationToken.None))?.ValidFrom;
    }

    private static async Task PutAsync(InMemoryIamStore store, IamEntity entity)
    {
        IIamSnapshot snapshot = await store.GetSnapshotAsync(CancellationToken.None);
        await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = snapshot.Revision,
                AccountId = "111122223333",
                Action = "iam:Test",
                Puts = [entity],
            }, CancellationToken.None);
    }

    private static InMemoryIamStore Stored() =>
        new([new IamAccount(Home), User("alice"), Trusting("Agent", UserArn("alice"))]);

    /// <summary>A role that trusts somebody and itself.</summary>
    private static IamRole Trusting(string name, Arn arn) =>
        Role(name, Trust(arn.ToString()), Trust(RoleArn(name).ToString()));

    private static World Shop() =>
        new(User("alice"), Trusting("Agent", UserArn("alice")), Trusting("Worker", UserArn("alice")));
}
