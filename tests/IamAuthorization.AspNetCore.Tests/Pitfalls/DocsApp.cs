using System.Net;
using System.Security.Claims;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.AspNetCore.Tests.Pitfalls;

/// <summary>An app of documents that asks the real authorizer, over a store in memory.</summary>
internal sealed class DocsApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DocsApp(WebApplication app) => _app = app;

    public IReadOnlyList<FakeLogRecord> Logs => _app.Services.GetFakeLogCollector().GetSnapshot();

    public TestServer Server => _app.GetTestServer();

    public IServiceProvider Services => _app.Services;

    /// <summary>A connection to an app that listens on Kestrel.</summary>
    public RawConnection Connect() => new(
        new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First())
            .Port);

    public static async Task<DocsApp> StartAsync(
        Action<WebApplication> map,
        IEnumerable<IamEntity> store,
        Action<IServiceCollection>? services = null,
        Func<ClaimsPrincipal, IamCaller?>? caller = null,
        bool onKestrel = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        if (onKestrel)
        {
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Logging.AddFakeLogging();
        builder.Services.AddRouting();
        builder.Services.AddIamAuthorization(o => TestApp.Configure(o, caller));
        builder.Services.AddSingleton<IIamStore>(
            new InMemoryIamStore([new IamAccount(TestApp.Account), .. store]));
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestScheme>(TestScheme.Name, null);
        services?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        map(app);
        await app.StartAsync();
        return new DocsApp(app);
    }

    /// <summary>A user whose one policy allows everything on what one pattern, written as in JSON, matches.</summary>
    public static IamUser User(string name, string resource) => UserWith(name, Allow("*", resource));

    public static IamUser UserWith(string name, params string[] statements) => new()
    {
        Arn = IamArn.User("aws", TestApp.Account, name),
        InlinePolicies = [new NamedPolicy("own", Policy(PolicyKind.InlineUser, string.Join(',', statements)))],
    };

    public static string Allow(string action, string resource) =>
        $$"""{"Effect":"Allow","Action":"orders:{{action}}","Resource":"{{TestApp.Prefix}}{{resource}}"}""";

    public static PolicyDocument Policy(PolicyKind kind, string statements) =>
        PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""", kind);

    public async Task<(HttpStatusCode Status, string Body)> SendAsync(
        string path,
        string? authorization = "Test alice",
        HttpContent? body = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Content = body;
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using HttpClient client = _app.GetTestClient();
        using HttpResponseMessage response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
