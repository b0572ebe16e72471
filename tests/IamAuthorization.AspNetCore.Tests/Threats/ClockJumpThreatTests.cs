using System.Security.Claims;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>What stays open ends with its session, also when the server's clock is put back meanwhile.</summary>
[Trait("Threat", "C5")]
public sealed class ClockJumpThreatTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>By how much the clock is moved, and after how many minutes a session of ten is over.</summary>
    public static TheoryData<int, int> Jumps => new()
    {
        { 0, 10 },
        { -1, 10 },
        { -3_600, 10 },
        { -31_536_000, 10 },
        { 300, 5 },
        { 3_600, 0 },
    };

    [Theory]
    [MemberData(nameof(Jumps))]
    public void C5_Connection_ClockIsPutAheadOrBack_LastsNoLongerThanItsSession(int seconds, int minutes)
    {
        var clock = new JumpingClock(Noon);
        LiveConnection connection = ConnectionOf(new IamSession { ExpiresAt = Noon.AddMinutes(10) });
        Assert.False(connection.HasExpired(clock));

        clock.Jump(TimeSpan.FromSeconds(seconds));
        clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.True(connection.HasExpired(clock));
        Assert.Equal(minutes == 0, IsOverBefore(seconds, minutes));
    }

    [Fact]
    public async Task C5_OpenRequest_ClockIsPutBack_IsAbortedWhenItsSessionWouldHaveEnded()
    {
        await using LiveApp app = await LiveApp.StartAsync(routes =>
        {
            routes.Services.GetRequiredService<LiveApp.SessionFacts>().Session =
                new IamSession { ExpiresAt = Noon.AddMinutes(10) };
            routes.MapGet("/open", WriteAsync).RequireIam("orders:Connect", "*").ReauthorizeWhileOpen();
        });
        using var client = new HttpClient();
        using HttpRequestMessage request = app.Request("/open");
        using HttpResponseMessage response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(1, app.Connections.Count);

        app.Clock.Jump(TimeSpan.FromHours(-1));
        app.Clock.Advance(TimeSpan.FromMinutes(10));

        await LiveApp.UntilAsync(() => app.Connections.Count == 0);
        await LiveApp.UntilAsync(() => app.Reasons.Any());
        Assert.Equal(["expired"], app.Reasons);
    }

    /// <summary>Whether it is over a moment before; a jump past the end leaves no moment.</summary>
    private static bool IsOverBefore(int seconds, int minutes)
    {
        var clock = new JumpingClock(Noon);
        LiveConnection connection = ConnectionOf(new IamSession { ExpiresAt = Noon.AddMinutes(10) });
        Assert.False(connection.HasExpired(clock));
        clock.Jump(TimeSpan.FromSeconds(seconds));
        clock.Advance(minutes == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(minutes) - TimeSpan.FromTicks(1));
        return connection.HasExpired(clock);
    }

    private static LiveConnection ConnectionOf(IamSession session) => new(
        "1",
        new ClaimsPrincipal(),
        new ConnectionQuestions(IamPrincipal.RoleSession(LiveApp.AgentArn, "alice", session: session)),
        () => null,
        () => { });

    private static async Task WriteAsync(HttpContext http)
    {
        await http.Response.WriteAsync("open");
        await http.Response.Body.FlushAsync();
        var ended = new TaskCompletionSource();
        await using CancellationTokenRegistration abort = http.RequestAborted.Register(() => ended.TrySetResult());
        await ended.Task;
    }
}
