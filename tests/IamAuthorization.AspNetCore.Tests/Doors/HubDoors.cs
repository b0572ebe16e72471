using System.Net;
using IamAuthorization.Authorizer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Hubs: opening a connection asks by the route, a method asks by its arguments, each time anew.</summary>
public sealed class HubDoors : IAsyncLifetime
{
    private const string Unauthorized = "because user is unauthorized";

    private static readonly string[] List = ["7"];

    private TestApp _app = null!;

    public static TheoryData<HttpTransportType> Transports => HubClient.Transports;

    /// <summary>What a caller sends, and the one spelling that is decided on.</summary>
    public static TheoryData<string, object, string> Arguments => new()
    {
        { nameof(OrdersHub.Track), "7", "order/7" },
        { nameof(OrdersHub.Track), "007", "order/007" },
        { nameof(OrdersHub.Track), "${aws:username}", "order/${aws:username}" },
        { nameof(OrdersHub.Track), "*", "order/*" },
        { nameof(OrdersHub.Track), "%2e%2e%2f", "order/%2e%2e%2f" },
        { nameof(OrdersHub.TrackNumber), 7, "order/7" },
        { nameof(OrdersHub.TrackNumber), -7, "order/-7" },
        { nameof(OrdersHub.TrackAmount), 7.50m, "order/7.5" },
        { nameof(OrdersHub.TrackGuid), "0F8FAD5B-D9CB-469F-A165-70867728950E",
            "order/0f8fad5b-d9cb-469f-a165-70867728950e" },
        { nameof(OrdersHub.TrackInstant), "2026-03-01T13:00:00+01:00", "order/2026-03-01T12:00:00Z" },
        { nameof(OrdersHub.TrackEnum), 1, "order/Monday" },
        { nameof(OrdersHub.TrackNullable), 7, "order/7" },
        { nameof(OrdersHub.TrackPath), "a/b", "order/a/b" },
    };

    /// <summary>What no ARN is made of.</summary>
    public static TheoryData<string, object?, string> RefusedArguments => new()
    {
        { nameof(OrdersHub.Track), null, "the argument `id` is null" },
        { nameof(OrdersHub.Track), "", "is empty" },
        { nameof(OrdersHub.Track), "a/b", "holds `/`" },
        { nameof(OrdersHub.Track), "a\\b", "holds `\\\\`" },
        { nameof(OrdersHub.Track), "..", "has the path segment" },
        { nameof(OrdersHub.Track), "a\u0000", "control character" },
        { nameof(OrdersHub.TrackPath), "a/../b", "has the path segment" },
        { nameof(OrdersHub.TrackEnum), 99, "it is not known how values are spelled" },
        { nameof(OrdersHub.TrackNullable), null, "the argument `id` is null" },
        { nameof(OrdersHub.TrackList), List, "it is not known how values are spelled" },
        { nameof(OrdersHub.TrackObject), new OrdersHub.Order("7"), "it is not known how values are spelled" },
        { nameof(OrdersHub.TrackAnything), "7", "it is not known how values are spelled" },
        { nameof(OrdersHub.TrackOther), "7", "takes no argument `other` from its caller" },
        { nameof(OrdersHub.TrackService), "7", "takes no argument `accessor` from its caller" },
    };

    public async ValueTask InitializeAsync() =>
        _app = await TestApp.StartAsync(
            app =>
            {
                app.MapHub<OrdersHub>("/shops/{shop}").RequireIam("orders:Connect", "shop/{shop}");
                app.MapHub<OrdersHub>("/anonymous").AllowAnonymous().RequireIam("orders:Connect", "*");
                app.MapHub<ClassHub>("/class/{shop}");
            },
            before: services => services.AddHttpContextAccessor().AddSignalR(),
            onKestrel: true);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task HubConnect_Allowed_IsDecidedByTheRoute(HttpTransportType transport)
    {
        await using HubConnection hub = await OpenAsync("/shops/north", transport: transport);

        Assert.Equal("open", await hub.InvokeAsync<string>(nameof(OrdersHub.Open)));
        Assert.All(_app.Iam.Questions, asked => Assert.Equal(("orders:Connect", "shop/north"), Asked(asked)));
        Assert.NotEmpty(_app.Iam.Questions);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task HubConnect_Denied_IsForbidden(HttpTransportType transport)
    {
        _app.Iam.Allows = _ => false;

        HttpRequestException refused =
            await Assert.ThrowsAsync<HttpRequestException>(() => OpenAsync("/shops/north", transport: transport));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task HubClassAttribute_Connect_IsDecidedByTheRoute()
    {
        await using HubConnection hub = await OpenAsync("/class/south");

        Assert.All(_app.Iam.Questions, asked => Assert.Equal(("orders:Connect", "shop/south"), Asked(asked)));
        _app.Iam.Allows = _ => false;
        await Assert.ThrowsAsync<HttpRequestException>(() => OpenAsync("/class/south"));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public async Task HubMethod_Transport_IsDecidedByItsArguments(HttpTransportType transport)
    {
        await using HubConnection hub = await OpenAsync("/shops/north", transport: transport);
        _app.Iam.Allows = asked => asked.Action == "orders:Connect" || asked.Arn.EndsWith("order/7");
        _app.Iam.Forget();

        Assert.Equal("7", await hub.InvokeAsync<string>(nameof(OrdersHub.Track), "7"));
        HubException refused =
            await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<string>(nameof(OrdersHub.Track), "8"));

        Assert.Contains(Unauthorized, refused.Message, StringComparison.Ordinal);
        Assert.Contains(_app.Iam.Questions, asked => asked.Arn.EndsWith("order/8", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Threat", "H1")]
    [MemberData(nameof(Arguments))]
    public async Task HubMethod_Argument_IsDecidedInItsOneSpelling(string method, object argument, string expected)
    {
        await using HubConnection hub = await OpenAsync("/shops/north");
        _app.Iam.Forget();

        await hub.InvokeAsync<string>(method, argument);

        Assert.Equal(("orders:Track", expected), Asked(_app.Iam.Only));
    }

    [Theory]
    [Trait("Threat", "H1")]
    [MemberData(nameof(RefusedArguments))]
    public async Task HubMethod_ArgumentOfNoOneSpelling_IsRefusedWithItsReason(
        string method, object? argument, string reason)
    {
        await using HubConnection hub = await OpenAsync("/shops/north");
        _app.Iam.Forget();

        await Assert.ThrowsAsync<HubException>(() => hub.InvokeCoreAsync<string>(method, [argument]));

        Assert.Empty(_app.Iam.Questions);
        Assert.Contains(reason, Assert.Single(_app.Denials).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HubMethod_ServicesStreamsAndTokens_AreNoArguments()
    {
        await using HubConnection hub = await OpenAsync("/shops/north");
        _app.Iam.Forget();

        Assert.Equal("north/7", await FirstAsync(hub, nameof(OrdersHub.Between), "north", Nothing(), "7"));
        Assert.Equal(("orders:Track", "shop/north/order/7"), Asked(_app.Iam.Only));
    }

    [Theory]
    [InlineData(nameof(OrdersHub.Stream))]
    [InlineData(nameof(OrdersHub.StreamChannel))]
    public async Task HubStream_IsDecidedByItsArguments(string method)
    {
        await using HubConnection hub = await OpenAsync("/shops/north");
        _app.Iam.Forget();
        _app.Iam.Allows = asked => !asked.Arn.EndsWith("order/8", StringComparison.Ordinal);

        Assert.Equal("7", await FirstAsync(hub, method, "7"));
        Assert.Equal(("orders:Track", "order/7"), Asked(_app.Iam.Only));
        await Assert.ThrowsAsync<HubException>(() => FirstAsync(hub, method, "8"));
    }

    [Theory]
    [InlineData("orders:Track")]
    [InlineData("orders:Audit")]
    public async Task HubMethod_SeveralQuestions_MustAllBeAllowed(string denied)
    {
        await using HubConnection hub = await OpenAsync("/shops/north");
        _app.Iam.Allows = asked => asked.Action != denied;

        await Assert.ThrowsAsync<HubException>(
            () => hub.InvokeAsync<string>(nameof(OrdersHub.TrackAndAudit), "7"));
    }

    [Fact]
    public async Task HubMethod_Denied_IsRecordedAndLogged()
    {
        await using HubConnection hub = await OpenAsync("/shops/north");
        _app.Iam.Allows = _ => false;

        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<string>(nameof(OrdersHub.Track), "7"));

        FakeLogRecord denial = Assert.Single(_app.Denials);
        string? id = denial.GetStructuredStateValue("DecisionId");
        Assert.Contains("orders:Track", denial.Message, StringComparison.Ordinal);
        Assert.NotNull(id);
        Assert.NotNull(_app.Services.GetRequiredService<IIamDecisionLog>().Find(id));
    }

    [Fact]
    [Trait("Threat", "E10")]
    public async Task HubMethod_AuthorizerThrows_IsDeniedAndTellsNothing()
    {
        await using HubConnection hub = await OpenAsync("/shops/north");
        _app.Iam.Fault = _ => new InvalidOperationException("connection string");

        HubException refused = await Assert.ThrowsAsync<HubException>(
            () => hub.InvokeAsync<string>(nameof(OrdersHub.Track), "7"));

        Assert.Contains(Unauthorized, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("connection string", refused.Message, StringComparison.Ordinal);
        Assert.Single(_app.Denials);
    }

    [Fact]
    public async Task HubOpenToAnybody_ItsMethods_AreStillDecided()
    {
        await using HubConnection hub = await OpenAsync("/anonymous", user: null);

        await Assert.ThrowsAsync<HubException>(() => hub.InvokeAsync<string>(nameof(OrdersHub.Track), "7"));

        Assert.Empty(_app.Iam.Questions);
    }

    [Fact]
    public async Task HubMethod_AsksItself_KnowsItsOwnDecisionsOnly()
    {
        await using HubConnection hub = await OpenAsync("/shops/north");
        string first = await hub.InvokeAsync<string>(nameof(OrdersHub.Ask), "7");

        for (int i = 0; i < 3; i++)
        {
            await hub.InvokeAsync<string>(nameof(OrdersHub.Track), "7");
            Assert.Equal(first, await hub.InvokeAsync<string>(nameof(OrdersHub.Ask), "7"));
        }
    }

    private static async IAsyncEnumerable<string> Nothing()
    {
        await Task.CompletedTask;
        yield break;
    }

    private static async Task<string> FirstAsync(HubConnection hub, string method, params object?[] arguments)
    {
        await foreach (string item in hub.StreamAsyncCore<string>(
            method, arguments, TestContext.Current.CancellationToken))
        {
            return item;
        }

        throw new InvalidOperationException("The stream is empty.");
    }

    private static (string Action, string Resource) Asked(Question question) =>
        (question.Action, question.Arn[TestApp.Prefix.Length..]);

    private Task<HubConnection> OpenAsync(
        string path, string? user = "alice", HttpTransportType transport = HttpTransportType.WebSockets) =>
        HubClient.OpenAsync(_app.Port, path, user, transport);

    [IamAuthorize("orders:Connect", "shop/{shop}")]
    public sealed class ClassHub : Hub;
}
