using System.Net.WebSockets;
using Grpc.Core;
using Grpc.Net.Client;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>What stays open does not outlive what it was allowed by.</summary>
[Trait("Threat", "H11")]
public sealed class ConnectionThreatTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>What happens to an open connection, and the reason for which it is closed.</summary>
    public static TheoryData<string, HttpTransportType> Endings =>
    [
        .. from ending in (string[])["denied", "revoked", "gone", "expired"]
           from transport in (HttpTransportType[])
           [
               HttpTransportType.WebSockets, HttpTransportType.ServerSentEvents, HttpTransportType.LongPolling,
           ]
           select (ending, transport),
    ];

    public static TheoryData<string, string> RequestEndings =>
    [
        .. from ending in (string[])["denied", "revoked", "gone", "expired"]
           from path in (string[])["/events", "/marked", "/json", "/accepted", "/controller", "/controller/marked"]
           select (ending, path),
    ];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task H11_OpenHub_NotAllowedAnyMore_IsClosedWithinABeat(string ending, HttpTransportType transport)
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, Task closed) = await OpenHubAsync(app, "/hub", transport);
        await using HubConnection disposed = hub;

        await EndAsync(app, ending);

        await closed.WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        await AssertClosedAsync(app, ending);
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("gone")]
    [InlineData("expired")]
    public async Task H11_HubThatIamIsNotAskedFor_SessionDies_IsClosed(string ending)
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, Task closed) = await OpenHubAsync(app, "/unmapped");
        await using HubConnection disposed = hub;
        app.Pass(ConnectionMonitor.Beat);
        await LiveApp.UntilAsync(() => app.Monitored().All(connection => connection.Allowed.Principal is not null));

        await EndAsync(app, ending);

        await closed.WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        await AssertClosedAsync(app, ending);
    }

    [Fact]
    public async Task H11_HubWithOptionsOfItsOwn_IsWatchedToo()
    {
        await using LiveApp app = await LiveApp.StartAsync(
            routes => routes.MapHub<OrdersHub>("/hub").RequireIam("orders:Connect", "*"),
            services => services.AddHttpContextAccessor().AddSignalR()
                .AddHubOptions<OrdersHub>(hub => hub.AddFilter(new PassingFilter()))
                .AddHubOptions<BrokenHub>(hub => hub.EnableDetailedErrors = true));
        (HubConnection hub, Task closed) = await OpenHubAsync(app, "/hub");
        await using HubConnection disposed = hub;

        await EndAsync(app, "denied");

        await closed.WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        await AssertClosedAsync(app, "denied");
    }

    [Theory]
    [MemberData(nameof(RequestEndings))]
    public async Task H11_OpenRequest_NotAllowedAnyMore_IsAbortedWithinABeat(string ending, string path)
    {
        await using LiveApp app = await StartAsync();
        using var client = new HttpClient();
        using HttpRequestMessage request = app.Request(path, path == "/accepted" ? "text/event-stream" : null);
        using HttpResponseMessage response = await client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(1, app.Connections.Count);

        await EndAsync(app, ending);

        await Assert.ThrowsAnyAsync<Exception>(() => ReadToEndAsync(body)
            .WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken));
        await AssertClosedAsync(app, ending);
    }

    [Theory]
    [InlineData("denied")]
    [InlineData("expired")]
    public async Task H11_OpenWebSocket_NotAllowedAnyMore_IsAbortedWithinABeat(string ending)
    {
        await using LiveApp app = await StartAsync();
        using ClientWebSocket socket = await ConnectAsync(app);
        Assert.Equal(1, app.Connections.Count);

        await EndAsync(app, ending);

        await Assert.ThrowsAsync<WebSocketException>(() => ReceiveAsync(socket)
            .WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken));
        await AssertClosedAsync(app, ending);
    }

    [Theory]
    [InlineData("denied")]
    [InlineData("revoked")]
    [InlineData("expired")]
    public async Task H11_OpenGrpcStream_NotAllowedAnyMore_IsAbortedWithinABeat(string ending)
    {
        await using LiveApp app = await LiveApp.StartAsync(
            routes =>
            {
                BeginSessions(routes);
                routes.MapGrpcService<EchoService>().RequireIam("orders:Call", "*");
            },
            EchoService.AddTo,
            protocols: HttpProtocols.Http2);
        using var client = new EchoClient(GrpcChannel.ForAddress(app.Address), "alice");
        await client.SayAsync("hello");
        await LiveApp.UntilAsync(() => app.Connections.Count == 0);
        using AsyncServerStreamingCall<string> call = client.Repeat("hello");
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(2, Assert.Single(app.Monitored()).Allowed.Items.Length);

        await EndAsync(app, ending);

        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream
            .MoveNext(TestContext.Current.CancellationToken)
            .WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken));
        await AssertClosedAsync(app, ending);
    }

    [Fact]
    public async Task H11_OpenRequestOfNobody_ResourcePolicyGone_IsAborted()
    {
        await using LiveApp app = await StartAsync();
        ResourcePolicy open = LiveApp.OpenToAll("file/open", "orders:Connect");
        await app.CommitAsync(open);
        using var client = new HttpClient();
        using HttpResponseMessage response = await client.GetAsync(
            new Uri(app.Address, "/open"),
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(1, app.Connections.Count);

        await app.DeleteAsync(open.Key);
        app.Pass(ConnectionMonitor.Beat);

        await LiveApp.UntilAsync(() => app.ClosedLogs.Any());
        Assert.Equal(["denied"], app.Reasons);
        Assert.Contains("of anonymous: Denied", Assert.Single(app.ClosedLogs).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H11_HubStream_ItsQuestionIsDeniedLater_ClosesTheConnection()
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, Task closed) = await OpenHubAsync(app, "/hub");
        await using HubConnection disposed = hub;
        await using IAsyncEnumerator<string> stream = hub
            .StreamAsync<string>(nameof(OrdersHub.Stream), "7", TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await stream.MoveNextAsync());

        await app.CommitAsync(LiveApp.Agent("orders:Connect"));
        app.Pass(ConnectionMonitor.Beat);

        await closed.WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        await AssertClosedAsync(app, "denied");
    }

    [Fact]
    public async Task H11_HubMethod_PolicyChangedMeanwhile_IsDecidedOnTheNewest()
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, _) = await OpenHubAsync(app, "/hub");
        await using HubConnection disposed = hub;
        Assert.Equal("7", await hub.InvokeAsync<string>(nameof(OrdersHub.Track), "7"));

        await app.CommitAsync(LiveApp.Agent("orders:Connect"));
        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<string>(nameof(OrdersHub.Track), "7"));

        await app.CommitAsync(LiveApp.Agent("orders:Connect", "orders:Track"));
        Assert.Equal("7", await hub.InvokeAsync<string>(nameof(OrdersHub.Track), "7"));
    }

    [Fact]
    public async Task H11_UnrelatedChange_OpenHub_IsDecidedAgainAndKept()
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, Task closed) = await OpenHubAsync(app, "/hub");
        await using HubConnection disposed = hub;
        LiveConnection connection = Assert.Single(app.Monitored());
        long before = connection.ConfirmedAt;

        await app.CommitAsync(new IamAccount("444455556666"));
        app.Pass(ConnectionMonitor.Beat);

        await LiveApp.UntilAsync(() => connection.ConfirmedAt > before);
        Assert.Equal("open", await hub.InvokeAsync<string>(nameof(OrdersHub.Open)));
        Assert.False(closed.IsCompleted);
        Assert.Empty(app.Reasons);
    }

    [Fact]
    public async Task H11_NobodyTellsOfAChange_OpenHub_IsDecidedAgainBeforeItsIntervalEnds()
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, _) = await OpenHubAsync(app, "/hub");
        await using HubConnection disposed = hub;
        LiveConnection connection = Assert.Single(app.Monitored());
        long before = connection.ConfirmedAt;

        app.Pass(Interval / 2);

        await LiveApp.UntilAsync(() => connection.ConfirmedAt > before);
        Assert.Equal(1, app.Connections.Count);
    }

    [Fact]
    public async Task H11_StoreFailsForAWhile_OpenHub_IsKept()
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, Task closed) = await OpenHubAsync(app, "/hub");
        await using HubConnection disposed = hub;
        LiveConnection connection = Assert.Single(app.Monitored());
        app.Failing.Fault = () => new IOException("the store is away");

        app.Pass(Interval - ConnectionMonitor.Beat);
        app.Failing.Fault = null;
        long failedUntil = app.Clock.GetTimestamp();
        app.Pass(ConnectionMonitor.Beat);

        await LiveApp.UntilAsync(() => connection.ConfirmedAt >= failedUntil);
        Assert.Equal("open", await hub.InvokeAsync<string>(nameof(OrdersHub.Open)));
        Assert.False(closed.IsCompleted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task H11_StoreFailsForTheWholeInterval_OpenHub_IsClosed(bool hangs)
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, Task closed) = await OpenHubAsync(app, "/hub");
        await using HubConnection disposed = hub;
        app.Failing.Hangs = hangs;
        app.Failing.Fault = () => new IOException("the store is away");

        app.Pass(Interval + TimeSpan.FromSeconds(5));

        await closed.WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        await LiveApp.UntilAsync(() => app.Reasons.Any());
        Assert.Equal(["unknown"], app.Reasons);
    }

    [Fact]
    public async Task H11_Expiry_IsNotBefore()
    {
        await using LiveApp app = await StartAsync(o => o.Connections.RecheckInterval = TimeSpan.FromHours(1));
        (HubConnection hub, Task closed) = await OpenHubAsync(app, "/hub");
        await using HubConnection disposed = hub;

        app.Pass(TimeSpan.FromHours(1) - ConnectionMonitor.Beat);
        Assert.Equal("open", await hub.InvokeAsync<string>(nameof(OrdersHub.Open)));
        app.Pass(ConnectionMonitor.Beat);

        await closed.WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(["expired"], app.Reasons);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task H11_HubClosedByItsClient_LeavesNothingBehind(HttpTransportType transport)
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, _) = await OpenHubAsync(app, "/hub", transport);
        Assert.Equal(1, app.Connections.Count);

        await hub.DisposeAsync();

        await LiveApp.UntilAsync(() => app.Connections.Count == 0);
        Assert.Empty(app.Reasons);
    }

    [Fact]
    public async Task H11_HubThatFailsToConnect_LeavesNothingBehind()
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, Task closed) = await OpenHubAsync(app, "/broken");
        await using HubConnection disposed = hub;

        await closed.WaitAsync(LiveApp.Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        await LiveApp.UntilAsync(() => app.Connections.Count == 0);
    }

    [Theory]
    [InlineData("/short", null)]
    [InlineData("/short", "text/event-stream")]
    [InlineData("/finite", null)]
    public async Task H11_RequestThatHasEnded_LeavesNothingBehind(string path, string? accept)
    {
        await using LiveApp app = await StartAsync();
        using var client = new HttpClient();

        using HttpRequestMessage request = app.Request(path, accept);
        using HttpResponseMessage response =
            await client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True(response.IsSuccessStatusCode);
        await LiveApp.UntilAsync(() => app.Connections.Count == 0);
        Assert.Empty(app.Reasons);
    }

    [Fact]
    public async Task H11_ConnectionAllowedRightAfterAChange_IsDecidedAgain()
    {
        await using LiveApp app = await StartAsync();
        (HubConnection first, _) = await OpenHubAsync(app, "/hub");
        await using HubConnection firstDisposed = first;
        await app.CommitAsync(new IamAccount("444455556666"));
        app.Pass(ConnectionMonitor.Beat);

        (HubConnection second, _) = await OpenHubAsync(app, "/hub");
        await using HubConnection secondDisposed = second;
        LiveConnection connection = app.Monitored().Single(open => open.Id == second.ConnectionId);
        Assert.True(connection.IsDue);
        app.Pass(ConnectionMonitor.Beat);

        await LiveApp.UntilAsync(() => !connection.IsDue);
    }

    [Fact]
    public async Task H11_StreamsWithoutEndOfDifferentQuestions_AreRefusedAtTheLimit()
    {
        await using LiveApp app = await StartAsync();
        (HubConnection hub, _) = await OpenHubAsync(app, "/hub");
        await using HubConnection disposed = hub;
        LiveConnection connection = Assert.Single(app.Monitored());
        for (int i = connection.Allowed.Items.Length; i < ConnectionQuestions.CountMax; i++)
        {
            await ReadFirstAsync(hub, $"{i}");
        }

        await ReadFirstAsync(hub, $"{ConnectionQuestions.CountMax - 1}");
        await Assert.ThrowsAsync<HubException>(() => ReadFirstAsync(hub, "one too many"));
        Assert.Equal(ConnectionQuestions.CountMax, connection.Allowed.Items.Length);
    }

    private static async Task ReadFirstAsync(HubConnection hub, string id)
    {
        await foreach (string _ in hub.StreamAsync<string>(
            nameof(OrdersHub.StreamChannel), id, TestContext.Current.CancellationToken))
        {
            return;
        }
    }

    private static Task<LiveApp> StartAsync(Action<IamAuthorizationOptions>? options = null) => LiveApp.StartAsync(
        app =>
        {
            BeginSessions(app);
            app.UseWebSockets();
            app.MapHub<OrdersHub>("/hub").RequireIam("orders:Connect", "*");
            app.MapHub<OrdersHub>("/unmapped");
            app.MapHub<BrokenHub>("/broken").RequireIam("orders:Connect", "*");
            app.MapGet("/events", (CancellationToken ended) => TypedResults.ServerSentEvents(Endless(ended)))
                .RequireIam("orders:Connect", "*");
            app.MapGet("/json", Endless).RequireIam("orders:Connect", "*");
            app.MapGet("/finite", () => Finite()).RequireIam("orders:Connect", "*");
            app.MapGet("/marked", WriteEndlesslyAsync).RequireIam("orders:Connect", "*").ReauthorizeWhileOpen();
            app.MapGet("/accepted", WriteEndlesslyAsync).RequireIam("orders:Connect", "*");
            app.MapGet("/short", () => "ran").RequireIam("orders:Connect", "*");
            app.MapGet("/open", WriteEndlesslyAsync)
                .RequireIam("orders:Connect", "file/open").AllowAnonymousByPolicy().ReauthorizeWhileOpen();
            app.MapGet("/socket", AcceptAsync).RequireIam("orders:Connect", "*");
            app.MapControllers();
        },
        services =>
        {
            services.AddHttpContextAccessor().AddSignalR();
            services.AddControllers().ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new TypesPart(typeof(LiveController)));
            });
        },
        options);

    private static void BeginSessions(WebApplication app)
    {
        DateTimeOffset now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        app.Services.GetRequiredService<LiveApp.SessionFacts>().Session =
            new IamSession { IssuedAt = now, ExpiresAt = now.AddHours(1) };
    }

    private static async Task EndAsync(LiveApp app, string ending)
    {
        switch (ending)
        {
            case "denied":
                await app.CommitAsync(LiveApp.Agent("orders:Other"));
                app.Pass(ConnectionMonitor.Beat);
                break;
            case "revoked":
                await app.CommitAsync(new SessionRevocation
                {
                    PrincipalArn = LiveApp.AgentArn,
                    ValidFrom = app.Clock.GetUtcNow().AddSeconds(1),
                });
                app.Pass(ConnectionMonitor.Beat);
                break;
            case "gone":
                await app.DeleteAsync(LiveApp.Agent("orders:*").Key);
                app.Pass(ConnectionMonitor.Beat);
                break;
            default:
                app.Clock.Advance(TimeSpan.FromHours(1));
                break;
        }
    }

    private static async Task AssertClosedAsync(LiveApp app, string reason)
    {
        await LiveApp.UntilAsync(() => app.ClosedLogs.Any());
        Assert.Equal([reason], app.Reasons);
        Assert.Contains(":assumed-role/agent/alice", Assert.Single(app.ClosedLogs).Message, StringComparison.Ordinal);
        Assert.Equal(0, app.Connections.Count);
    }

    private static async Task<(HubConnection Hub, Task Closed)> OpenHubAsync(
        LiveApp app, string path, HttpTransportType transport = HttpTransportType.WebSockets)
    {
        HubConnection hub = HubClient.Of(app.Address.Port, path, "alice", transport);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        await hub.StartAsync(TestContext.Current.CancellationToken);
        if (path is not "/broken")
        {
            await hub.InvokeAsync<string>(nameof(OrdersHub.Open), TestContext.Current.CancellationToken);
        }

        return (hub, closed.Task);
    }

    private static async Task<ClientWebSocket> ConnectAsync(LiveApp app)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Test alice");
        await socket.ConnectAsync(
            new Uri($"ws://127.0.0.1:{app.Address.Port}/socket"), TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task ReceiveAsync(WebSocket socket) =>
        await socket.ReceiveAsync(new byte[16], TestContext.Current.CancellationToken);

    private static async Task ReadToEndAsync(Stream body)
    {
        byte[] buffer = new byte[256];
        while (await body.ReadAsync(buffer, TestContext.Current.CancellationToken) > 0)
        {
            // WHY: only the end counts, and an aborted response ends with an exception.
        }
    }

    private static async IAsyncEnumerable<string> Endless(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ended)
    {
        yield return "first";
        await Task.Delay(Timeout.Infinite, ended);
    }

    private static async IAsyncEnumerable<string> Finite()
    {
        await Task.CompletedTask;
        yield return "only";
    }

    private static async Task WriteEndlesslyAsync(HttpContext http)
    {
        await http.Response.WriteAsync("first", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        await Task.Delay(Timeout.Infinite, http.RequestAborted);
    }

    private static async Task AcceptAsync(HttpContext http)
    {
        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync();
        await socket.ReceiveAsync(new byte[16], http.RequestAborted);
    }

    private sealed class PassingFilter : IHubFilter;

    public sealed class BrokenHub : Hub
    {
        public override Task OnConnectedAsync() => throw new InvalidOperationException("no");
    }
}
