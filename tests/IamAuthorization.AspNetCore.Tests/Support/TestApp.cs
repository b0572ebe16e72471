using System.Net;
using System.Security.Claims;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>An app called <c>orders</c> whose users are those of <see cref="TestScheme"/>.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string Account = "111122223333";
    public const string Prefix = $"arn:aws:orders:eu-west-1:{Account}:";
    public const string Alice = $"arn:aws:iam::{Account}:user/alice";

    private readonly WebApplication _app;

    private TestApp(WebApplication app, FakeAuthorizer authorizer)
    {
        _app = app;
        Iam = authorizer;
    }

    public FakeAuthorizer Iam { get; }

    public IServiceProvider Services => _app.Services;

    public FakeLogCollector Logs => _app.Services.GetFakeLogCollector();

    public IEnumerable<FakeLogRecord> Denials => Logs.GetSnapshot().Where(record => record.Id.Id == 3000);

    public TestServer Server => _app.GetTestServer();

    /// <summary>The port of an app that listens on Kestrel.</summary>
    public int Port =>
        new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First())
            .Port;

    /// <summary>Starts an app.</summary>
    /// <param name="hasOpenDoors">
    /// Whether it starts although this assembly's controllers and hubs have doors that the start-up checks find: what
    /// happens at run time is tested on them.
    /// </param>
    public static async Task<TestApp> StartAsync(
        Action<WebApplication> map,
        Action<IamAuthorizationOptions>? options = null,
        Action<IServiceCollection>? before = null,
        Action<IServiceCollection>? after = null,
        Action<WebApplication>? use = null,
        bool onKestrel = false,
        Func<ClaimsPrincipal, IamCaller?>? caller = null,
        bool hasOpenDoors = true)
    {
        var authorizer = new FakeAuthorizer();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        Host(builder, onKestrel);
        builder.Logging.AddFakeLogging();
        builder.Services.AddRouting();
        before?.Invoke(builder.Services);
        builder.Services.AddIamAuthorization(o =>
        {
            Configure(o, caller);
            if (hasOpenDoors)
            {
                o.StartupChecks.Skip("IAM1002").Skip("IAM1003");
            }

            options?.Invoke(o);
        });
        builder.Services.AddSingleton<IIamStore, InMemoryIamStore>();
        builder.Services.AddSingleton<IIamAuthorizer>(authorizer);
        builder.Services.AddSingleton<IIamPrincipals, FakePrincipals>();
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestScheme>(TestScheme.Name, null);
        after?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        use?.Invoke(app);
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        map(app);
        await app.StartAsync();
        return new TestApp(app, authorizer);
    }

    public static void Configure(IamAuthorizationOptions o, Func<ClaimsPrincipal, IamCaller?>? caller = null)
    {
        o.Service = "orders";
        o.Region = "eu-west-1";
        o.AccountId = Account;
        o.Callers.Map(TestScheme.Issuer, caller ?? (claims => IamCaller.User(claims.FindFirstValue("sub"))));
    }

    public async Task<HttpResponseMessage> SendAsync(
        string path, string? user = "alice", HttpMethod? method = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (user is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Test {user}");
        }

        change?.Invoke(request);
        using HttpClient client = _app.GetTestClient();
        return await client.SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusAsync(string path, string? user = "alice", HttpMethod? method = null)
    {
        using HttpResponseMessage response = await SendAsync(path, user, method);
        return response.StatusCode;
    }

    /// <summary>Sends a request that no client library has touched.</summary>
    public Task<HttpContext> SendRawAsync(Action<HttpContext> change) => Server.SendAsync(context =>
    {
        context.Request.Headers.Authorization = "Test alice";
        change(context);
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Host(WebApplicationBuilder builder, bool onKestrel)
    {
        if (onKestrel)
        {
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        }
        else
        {
            builder.WebHost.UseTestServer();
        }
    }
}
