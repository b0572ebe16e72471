using System.Net;
using System.Net.Sockets;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>An app that would be open or broken serves nobody, in no kind of host.</summary>
[Trait("Threat", "H5")]
public sealed class StartupOrderTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task H5_BareEndpoint_ThePortNeverOpens(bool isMapped)
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        var seen = new List<bool>();
        var endpoints = new MutableEndpoints { OnRead = () => seen.Add(IsOpen(address)) };
        endpoints.Add("/bare", _ => Task.CompletedTask, isMapped ? new IamAuthorizeAttribute("orders:Get", "*") : "");
        await using WebApplication app = Build(
            web => web.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(address)));
        ((IEndpointRouteBuilder)app).DataSources.Add(endpoints);

        Exception? refused = await Record.ExceptionAsync(
            () => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(isMapped ? null : typeof(IamStartupException), refused?.GetType());
        Assert.NotEmpty(seen);
        Assert.DoesNotContain(true, isMapped ? [] : seen);
        Assert.Equal(isMapped, IsOpen(address));
    }

    [Fact]
    public async Task H5_CapturedStartupErrors_TheAppStillDoesNotStart()
    {
        await using WebApplication app = Build(web => web
            .UseKestrelCore()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
            .UseSetting(WebHostDefaults.CaptureStartupErrorsKey, "true"));
        app.MapGet("/bare", () => "ran");

        await Assert.ThrowsAsync<IamStartupException>(() => app.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task HostWithoutTheWeb_FailsBeforeAnyServiceStarts()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<Witness>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Witness>());
        builder.Services.AddIamAccounts();
        using IHost host = builder.Build();

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.All(refused.Findings, finding => Assert.Equal("IAM1009", finding.Id));
        Assert.False(host.Services.GetRequiredService<Witness>().HasStarted);
    }

    [Fact]
    public async Task HostWithTheWebAndNoServer_FailsAllTheSame()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddIamAuthorization(_ => { });
        using IHost host = builder.Build();

        await Assert.ThrowsAsync<IamStartupException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SetUpThatFailsBecauseOfOptions_TellsTheOptions()
    {
        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => TestApp.StartAsync(
            _ => { },
            o => o.AccountId = "",
            after: services => services.AddTransient<IStartupFilter, BrokenSetUp>()));

        Assert.Equal("IAM1009", Assert.Single(refused.Findings).Id);
    }

    private static WebApplication Build(Action<IWebHostBuilder> host)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        host(builder.WebHost);
        builder.Services.AddRouting();
        builder.Services.AddIamAuthorization(o => TestApp.Configure(o)).RequireIamByDefault();
        builder.Services.AddSingleton<IIamStore, InMemoryIamStore>();
        return builder.Build();
    }

    private static bool IsOpen(IPEndPoint address)
    {
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            client.Connect(address);
            return true;
        }
        catch (SocketException refused)
        {
            Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    private sealed class BrokenSetUp : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            _ => throw new InvalidOperationException("the app's own set-up failed");
    }

    private sealed class Witness : IHostedService
    {
        public bool HasStarted { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            HasStarted = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
