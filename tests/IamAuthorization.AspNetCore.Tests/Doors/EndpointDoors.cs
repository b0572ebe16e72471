using System.Net;
using System.Text;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Endpoints of every kind that is mapped, and what runs around them.</summary>
public sealed class EndpointDoors
{
    [Fact]
    public async Task MinimalApi_Denied_DoesNotRun()
    {
        await using TestApp app = await TestApp.StartAsync(routes =>
            routes.MapGet("/order/{id}", (string id) => id).RequireIam("orders:Get", "order/{id}"));

        await AssertGuardedAsync(app, "/order/7", "orders:Get order/7");
    }

    [Theory]
    [InlineData("orders:Outer")]
    [InlineData("orders:Inner")]
    [InlineData("orders:Get")]
    public async Task NestedGroups_EachQuestion_MustBeAllowed(string denied)
    {
        await using TestApp app = await TestApp.StartAsync(routes => routes
            .MapGroup("/a").RequireIam("orders:Outer", "*")
            .MapGroup("/{id}").RequireIam("orders:Inner", "order/{id}")
            .MapGet("/c", () => "ran").RequireIam("orders:Get", "order/{id}"));

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/a/7/c"));
        app.Iam.Allows = asked => asked.Action != denied;
        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/a/7/c"));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task AllowAnonymous_OnGroupOrEndpoint_OpensTheEndpointAsTheFrameworkHasIt(
        bool onGroup, bool onEndpoint)
    {
        await using TestApp app = await TestApp.StartAsync(routes =>
        {
            RouteGroupBuilder group = routes.MapGroup("/a");
            IEndpointConventionBuilder endpoint = group.MapGet("/b", () => "ran").RequireIam("orders:Get", "*");
            _ = onGroup ? group.AllowAnonymous() : group;
            _ = onEndpoint ? endpoint.AllowAnonymous() : endpoint;
        });
        app.Iam.Allows = _ => false;

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/a/b"));
        Assert.Empty(app.Iam.Questions);
    }

    [Fact]
    public async Task EndpointAddedAtRunTime_Denied_DoesNotRun()
    {
        var source = new GrowingSource();
        await using TestApp app = await TestApp.StartAsync(
            routes => ((IEndpointRouteBuilder)routes).DataSources.Add(source));
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusAsync("/late/7"));

        source.Add("/late/{id}", new IamAuthorizeAttribute("orders:Late", "order/{id}"));

        await AssertGuardedAsync(app, "/late/7", "orders:Late order/7");
    }

    [Fact]
    public async Task HealthChecks_Denied_DoNotRun()
    {
        int ran = 0;
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapHealthChecks("/health").RequireIam("orders:Health", "*"),
            before: services => services.AddHealthChecks().AddCheck(
                "count",
                () =>
                {
                    ran++;
                    return Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult.Healthy();
                }));
        app.Iam.Allows = _ => false;

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/health"));
        Assert.Equal(0, ran);
        app.Iam.Allows = _ => true;
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/health"));
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task StaticFiles_AreServedWithoutAQuestion()
    {
        await using TestApp app = await TestApp.StartAsync(
            _ => { },
            use: routes => routes.UseStaticFiles(new StaticFileOptions { FileProvider = new OneFile() }));
        app.Iam.Allows = _ => false;

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/file.txt", user: null));
        Assert.Empty(app.Iam.Questions);
    }

    [Fact]
    public async Task StaticAssets_Mapped_AreEndpointsThatAsk()
    {
        using var folder = new StaticAssetsFolder();
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapStaticAssets(folder.Manifest).RequireIam("orders:Asset", "*"),
            before: services => services.AddSingleton<IWebHostEnvironment>(folder.Environment));
        app.Iam.Allows = _ => false;

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/file.txt"));
        app.Iam.Allows = _ => true;
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/file.txt"));
    }

    [Fact]
    public async Task ShortCircuit_WithAQuestion_NeverRuns()
    {
        bool ran = false;
        await using TestApp app = await TestApp.StartAsync(routes =>
            routes.MapGet("/short", () => ran = true).RequireIam("orders:Get", "*").ShortCircuit());

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.StatusAsync("/short"));

        Assert.False(ran);
    }

    [Fact]
    public async Task Fallback_Denied_DoesNotRun()
    {
        await using TestApp app = await TestApp.StartAsync(routes =>
            routes.MapFallback("{**path}", () => "ran").RequireIam("orders:Fallback", "file/{**path}"));

        await AssertGuardedAsync(app, "/a/b", "orders:Fallback file/a/b");
    }

    [Fact]
    public async Task EndpointFilter_RunsAfterTheDecisionOnly()
    {
        int ran = 0;
        await using TestApp app = await TestApp.StartAsync(routes => routes.MapGet("/a", () => "ran")
            .AddEndpointFilter((context, next) =>
            {
                ran++;
                return next(context);
            })
            .RequireIam("orders:Get", "*"));
        app.Iam.Allows = _ => false;

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/a"));
        Assert.Equal(0, ran);
        app.Iam.Allows = _ => true;
        await app.StatusAsync("/a");
        Assert.Equal(1, ran);
    }

    [Theory]
    [InlineData("/challenge", HttpStatusCode.Unauthorized)]
    [InlineData("/forbid", HttpStatusCode.Forbidden)]
    [InlineData("/unauthorized", HttpStatusCode.Unauthorized)]
    public async Task ResultsOfHandlers_ChallengeAndForbid_AreTheSchemes(string path, HttpStatusCode expected)
    {
        await using TestApp app = await TestApp.StartAsync(routes =>
        {
            routes.MapGet("/challenge", () => Results.Challenge()).RequireIam("orders:Get", "*");
            routes.MapGet("/forbid", () => Results.Forbid()).RequireIam("orders:Get", "*");
            routes.MapGet("/unauthorized", () => Results.Unauthorized()).RequireIam("orders:Get", "*");
        });

        using HttpResponseMessage response = await app.SendAsync(path);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(string.Empty, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(app.Denials);
    }

    [Theory]
    [InlineData("context")]
    [InlineData("route")]
    [InlineData("endpoint")]
    [InlineData("page")]
    [InlineData("object")]
    public async Task AuthorizationService_EveryKindOfResource_IsDecided(string kind)
    {
        await using TestApp app = await TestApp.StartAsync(routes => routes.MapGet(
            "/order/{id}",
            async (HttpContext http, IAuthorizationService service) =>
            {
                AuthorizationResult result =
                    await service.AuthorizeAsync(http.User, ResourceOf(kind, http), "iam:orders:Get|order/{id}");
                return result.Succeeded ? Results.Ok() : Results.Forbid();
            }));

        await AssertGuardedAsync(app, "/order/7", "orders:Get order/7");
    }

    [Theory]
    [InlineData("007")]
    [InlineData("+7")]
    public async Task AuthorizationService_RouteData_TypedValueIsTheValueUsed(string id)
    {
        await using TestApp app = await TestApp.StartAsync(routes => routes.MapGet(
            "/order/{id}",
            async (int id, HttpContext http, IAuthorizationService service) =>
            {
                AuthorizationResult result =
                    await service.AuthorizeAsync(http.User, http.GetRouteData(), "iam:orders:Get|order/{id}");
                return result.Succeeded ? Results.Ok(id) : Results.Forbid();
            }));

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync($"/order/{id}"));
        Assert.Empty(app.Iam.Questions);
    }

    [Fact]
    public async Task AuthorizationService_EndpointOfAnotherRequest_IsDenied()
    {
        await using TestApp app = await TestApp.StartAsync(routes => routes.MapGet(
            "/order/{id}",
            async (HttpContext http, IAuthorizationService service) => (await service.AuthorizeAsync(
                http.User,
                new Endpoint(requestDelegate: null, metadata: null, displayName: null),
                "iam:orders:Get|order/{id}")).Succeeded));

        using HttpResponseMessage response = await app.SendAsync("/order/7");

        Assert.Equal("false", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(app.Iam.Questions);
    }

    [Fact]
    public async Task AuthorizationService_UnknownKindOfResource_IsALoggedDenial()
    {
        await using TestApp app = await TestApp.StartAsync(routes => routes.MapGet(
            "/order/{id}",
            async (HttpContext http, IAuthorizationService service) =>
                (await service.AuthorizeAsync(http.User, new StringBuilder(), "iam:orders:Get|order/{id}")).Succeeded));

        using HttpResponseMessage response = await app.SendAsync("/order/7");

        Assert.Equal("false", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("System.Text.StringBuilder", Assert.Single(app.Denials).Message, StringComparison.Ordinal);
    }

    private static object ResourceOf(string kind, HttpContext http) => kind switch
    {
        "context" => http,
        "route" => http.GetRouteData(),
        "endpoint" => http.GetEndpoint()!,
        "page" => new Microsoft.AspNetCore.Components.RouteData(
            typeof(Component), new Dictionary<string, object?> { ["id"] = 7 }),
        _ => Arn.Parse($"{TestApp.Prefix}order/7"),
    };

    /// <summary>Allowed it runs, denied it does not, and each time exactly this was asked.</summary>
    private static async Task AssertGuardedAsync(TestApp app, string path, string question)
    {
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync(path));
        app.Iam.Allows = _ => false;
        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync(path));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithoutCredentialsAsync(app, path));
        Assert.All(
            app.Iam.Questions,
            asked => Assert.Equal(question, $"{asked.Action} {asked.Arn[TestApp.Prefix.Length..]}"));
        Assert.Equal(2, app.Iam.Questions.Count);
    }

    private static async Task<HttpStatusCode> WithoutCredentialsAsync(TestApp app, string path)
    {
        HttpStatusCode status = await app.StatusAsync(path, user: null);

        // WHY: a handler that asks itself answers what its author wrote.
        return status == HttpStatusCode.Forbidden ? HttpStatusCode.Unauthorized : status;
    }

    private sealed class GrowingSource : EndpointDataSource
    {
        private readonly List<Endpoint> _endpoints = [];
        private CancellationTokenSource _changed = new();

        public override IReadOnlyList<Endpoint> Endpoints => [.. _endpoints];

        public override IChangeToken GetChangeToken() => new CancellationChangeToken(_changed.Token);

        public void Add(string pattern, params object[] metadata)
        {
            var builder = new RouteEndpointBuilder(
                http => http.Response.WriteAsync("ran"), RoutePatternFactory.Parse(pattern), order: 0);
            foreach (object item in metadata)
            {
                builder.Metadata.Add(item);
            }

            _endpoints.Add(builder.Build());
            CancellationTokenSource before = _changed;
            _changed = new CancellationTokenSource();
            before.Cancel();
            before.Dispose();
        }
    }

    private sealed class Component : Microsoft.AspNetCore.Components.ComponentBase;

    private sealed class OneFile : IFileProvider
    {
        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IFileInfo GetFileInfo(string subpath) =>
            subpath == "/file.txt" ? new Text() : new NotFoundFileInfo(subpath);

        public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

        private sealed class Text : IFileInfo
        {
            public bool Exists => true;

            public long Length => 4;

            public string? PhysicalPath => null;

            public string Name => "file.txt";

            public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

            public bool IsDirectory => false;

            public Stream CreateReadStream() => new MemoryStream("text"u8.ToArray());
        }
    }
}
