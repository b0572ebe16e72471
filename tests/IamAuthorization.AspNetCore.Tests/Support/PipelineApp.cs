using System.Net;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// The app of <see cref="TestApp"/> with middleware in an order of its own: nothing is put in by itself.
/// </summary>
internal sealed class PipelineApp : IAsyncDisposable
{
    private readonly IHost _host;

    private PipelineApp(IHost host, FakeAuthorizer authorizer)
    {
        _host = host;
        Iam = authorizer;
    }

    public FakeAuthorizer Iam { get; }

    public static async Task<PipelineApp> StartAsync(
        Action<IApplicationBuilder> use, Action<IServiceCollection>? add = null)
    {
        var authorizer = new FakeAuthorizer();
        IHost host = new HostBuilder()
            .ConfigureWebHost(web => web
                .UseTestServer()
                .ConfigureServices(services =>
                {
                    services.AddRouting();
                    services.AddIamAuthorization(o =>
                    {
                        TestApp.Configure(o);
                        o.StartupChecks.Skip("IAM1003").Skip("IAM1011");
                    });
                    services.AddSingleton<IIamStore, InMemoryIamStore>();
                    services.AddSingleton<IIamAuthorizer>(authorizer);
                    services.AddSingleton<IIamPrincipals, FakePrincipals>();
                    services.AddAuthentication()
                        .AddScheme<AuthenticationSchemeOptions, TestScheme>(TestScheme.Name, null);
                    add?.Invoke(services);
                })
                .Configure(use))
            .Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new PipelineApp(host, authorizer);
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path, string user = "alice")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", $"Test {user}");
        using HttpClient client = _host.GetTestClient();
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(TestContext.Current.CancellationToken);
        _host.Dispose();
    }
}
