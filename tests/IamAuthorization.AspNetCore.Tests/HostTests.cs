using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>A whole app on real files: when it starts, and what it does when its files change.</summary>
public sealed class HostTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task BrokenPolicyFiles_App_FailsBeforeItsPortOpens()
    {
        using var folder = new PolicyFolder("""{ "UserName": "alice", "UserPolicyList": [ { """);

        // WHY bound and not listening: who opens the port before the files are read fails with another exception.
        using var reserved = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = (IPEndPoint)reserved.LocalEndPoint!;
        await using WebApplication app = Build(
            folder, host => host.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(address)));

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(
            () => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("alice.json", refused.Message, StringComparison.Ordinal);
        await AssertNobodyListensAsync(address);
    }

    [Fact]
    public async Task RightPolicyFiles_App_OpensItsPort()
    {
        using var folder = new PolicyFolder(PolicyFolder.Alice("orders:GetOrder"));
        await using WebApplication app = Build(
            folder,
            host => host.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0)));

        await app.StartAsync(TestContext.Current.CancellationToken);

        using var client = new TcpClient();
        await client.ConnectAsync(
            IPAddress.Loopback, new Uri(app.Urls.Single()).Port, TestContext.Current.CancellationToken);
        Assert.True(client.Connected);
    }

    [Fact]
    public async Task ChangedPolicyFile_RunningApp_DecidesByIt()
    {
        using var folder = new PolicyFolder(PolicyFolder.Alice("orders:GetOrder"));
        await using WebApplication app = Build(folder, host => host.UseTestServer());
        await app.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app));

        await ChangeAsync(app, () => folder.Write(PolicyFolder.Alice("orders:Other")));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app));

        await ChangeAsync(app, () => folder.Write(PolicyFolder.Alice("orders:GetOrder")));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app));
    }

    [Fact]
    public async Task UserWithPath_Request_IsDecidedByTheUsersPolicies()
    {
        using var folder = new PolicyFolder(PolicyFolder.Alice("orders:GetOrder", path: "/staff/"));
        await using WebApplication app = Build(folder, host => host.UseTestServer());
        await app.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app));
    }

    private static async Task ChangeAsync(WebApplication app, Action change)
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable subscription =
            app.Services.GetRequiredService<IIamStore>().Subscribe(_ => changed.TrySetResult());
        change();
        await changed.Task.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    private static async Task AssertNobodyListensAsync(IPEndPoint address)
    {
        using var client = new TcpClient();
        SocketException refused = await Assert.ThrowsAsync<SocketException>(
            () => client.ConnectAsync(address, TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(WebApplication app)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/orders/17");
        request.Headers.TryAddWithoutValidation("Authorization", "Test alice");
        using HttpClient client = app.GetTestClient();
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static WebApplication Build(PolicyFolder folder, Action<IWebHostBuilder> host)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        host(builder.WebHost);
        builder.Services.AddRouting();
        builder.Services
            .AddIamAuthorization(o =>
            {
                o.Service = "orders";
                o.AccountId = TestApp.Account;
                o.Callers.Map(TestScheme.Issuer, claims => IamCaller.User(claims.FindFirstValue("sub")));
            })
            .AddPolicyFiles(folder.Path, files => files.ReloadDelay = TimeSpan.Zero);
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestScheme>(TestScheme.Name, null);

        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapGet("/orders/{id}", (int id) => id).RequireIam("orders:GetOrder", "order/{id}");
        return app;
    }
}
