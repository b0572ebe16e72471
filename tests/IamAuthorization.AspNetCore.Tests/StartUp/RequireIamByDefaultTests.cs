using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

[assembly: RazorCompiledItem(
    typeof(IamAuthorization.AspNetCore.Tests.RequireIamByDefaultTests.GuardedPage),
    "mvc.1.0.razor-page",
    "/Pages/Guarded.cshtml")]
[assembly: RazorCompiledItem(
    typeof(IamAuthorization.AspNetCore.Tests.RequireIamByDefaultTests.BarePage),
    "mvc.1.0.razor-page",
    "/Pages/Bare.cshtml")]

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>With <c>RequireIamByDefault</c> a door without a mapping keeps the app from starting, or is shut.</summary>
[Trait("Threat", "H5")]
public sealed class RequireIamByDefaultTests
{
    private static readonly RequestDelegate Ran = http => http.Response.WriteAsync("ran");

    /// <summary>Doors that nobody mapped, and how the message names them.</summary>
    public static TheoryData<string, Action<WebApplication>> BareDoors => new()
    {
        { "`GET /bare`", app => app.MapGet("/bare", () => "ran") },
        { "`POST /bare`", app => app.MapPost("/bare", () => "ran") },
        { "`/any`", app => app.Map("/any", Ran) },
        { "`GET /signed-in`", app => app.MapGet("/signed-in", () => "ran").RequireAuthorization() },
        { "`GET /by-policy`", app => app.MapGet("/by-policy", () => "ran").AllowAnonymousByPolicy() },
        { "`/short`", app => app.Map("/short", Ran).ShortCircuit() },
        { "`/{*path:nonfile}`", app => app.MapFallback(Ran) },
        { "`GET /group/x`", app => app.MapGroup("/group").RequireAuthorization().MapGet("x", () => "ran") },
        { "`/health` (Health checks)", app => app.MapHealthChecks("/health") },
        { "`GET /bare/action`", app => app.MapControllers() },
        { "`/hub/negotiate`", app => app.MapHub<BareHub>("/hub") },
        { "`/Bare`", app => app.MapRazorPages() },
        { "BareController.Act ", app => app.MapControllerRoute("r", "r/{controller}/{action}") },
        { "BareController.Act ", app => app.MapDynamicControllerRoute<ToBare>("dynamic/{name}") },
    };

    [Theory]
    [MemberData(nameof(BareDoors))]
    public async Task P113_DoorWithoutMapping_AppDoesNotStart(string name, Action<WebApplication> map)
    {
        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => StartAsync(map));

        IamStartupFinding finding = Assert.Single(refused.Findings);
        Assert.Equal("IAM1010", finding.Id);
        Assert.Contains(name, finding.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("Guarded", finding.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P113_DoorsMappedOrMarked_AppStartsAndUnknownUrlsStay404()
    {
        await using TestApp app = await StartAsync(routes =>
        {
            routes.MapGet("/mapped", () => "ran").RequireIam("orders:Get", "*");
            routes.MapGet("/by-hand", () => "ran").RequireAuthorization(
                new AuthorizationPolicyBuilder().AddRequirements(new IamRequirement("orders:Get", "*")).Build());
            routes.MapGet("/public", () => "ran").AllowAnonymous();
            routes.MapHealthChecks("/health").WithoutIam("tells whether the app lives");
            routes.MapGroup("/own").RequireAuthorization().WithoutIam("shows only what is the caller's")
                .MapGet("x", () => "ran");
            routes.MapControllers().WithoutIam("a test");
            routes.MapRazorPages().WithoutIam("a test");
        });

        (string Path, HttpStatusCode Status)[] expected =
        [
            ("/mapped", HttpStatusCode.OK), ("/by-hand", HttpStatusCode.OK), ("/public", HttpStatusCode.OK),
            ("/health", HttpStatusCode.OK), ("/own/x", HttpStatusCode.OK), ("/nowhere", HttpStatusCode.NotFound),
        ];
        foreach ((string path, HttpStatusCode status) in expected)
        {
            Assert.Equal((path, status), (path, await app.StatusAsync(path)));
        }

        Assert.Equal(HttpStatusCode.MethodNotAllowed, await app.StatusAsync("/mapped", method: HttpMethod.Delete));
        Assert.Equal(2, app.Iam.Questions.Count);
    }

    /// <summary>What an endpoint added at run time carries, and what a request for it gets.</summary>
    public static TheoryData<object[], HttpStatusCode> LateDoors => new()
    {
        { [], HttpStatusCode.Forbidden },
        { [new AuthorizeAttribute()], HttpStatusCode.Forbidden },
        { [new AllowAnonymousByPolicyAttribute()], HttpStatusCode.Forbidden },
        { [new IamAuthorizeAttribute("orders:Get", "*"), new AllowAnonymousAttribute()], HttpStatusCode.Forbidden },
        { [new IamAuthorizeAttribute("orders:Get", "*")], HttpStatusCode.OK },
        { [new AllowAnonymousAttribute()], HttpStatusCode.OK },
        { [new WithoutIamAttribute("a test")], HttpStatusCode.OK },
    };

    [Theory]
    [MemberData(nameof(LateDoors))]
    public async Task P113_DoorAddedAtRunTime_WithoutMapping_IsDenied(object[] metadata, HttpStatusCode expected)
    {
        var late = new MutableEndpoints();
        await using TestApp app = await StartAsync(routes => ((IEndpointRouteBuilder)routes).DataSources.Add(late));
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusAsync("/late/7"));

        late.Add("/late/{id}", Ran, metadata);

        Assert.Equal(expected, await app.StatusAsync("/late/7"));
        Assert.Equal(HttpStatusCode.NotFound, await app.StatusAsync("/later"));
        Assert.Equal(
            expected == HttpStatusCode.Forbidden ? 1 : 0,
            app.Logs.GetSnapshot().Count(record => record.Id.Id == 3102));
    }

    [Theory]
    [InlineData("alice")]
    [InlineData(null)]
    public async Task LateDoor_Denial_Is403WithTheReasonForEverybody(string? user)
    {
        var late = new MutableEndpoints();
        await using TestApp app = await StartAsync(routes => ((IEndpointRouteBuilder)routes).DataSources.Add(late));
        late.Add("/late", Ran);

        using HttpResponseMessage response = await app.SendAsync("/late", user);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>(
            TestContext.Current.CancellationToken);
        Assert.Contains("no mapping", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(app.Iam.Questions);
    }

    [Fact]
    public async Task LateDoor_ShortCircuited_IsDenied()
    {
        var late = new MutableEndpoints();
        await using TestApp app = await StartAsync(routes =>
        {
            routes.MapGet("/always", () => "ran").RequireIam("orders:Get", "*");
            ((IEndpointRouteBuilder)routes).DataSources.Add(late);
        });
        late.Add("/short", Ran, ShortCircuit());

        Assert.Equal(HttpStatusCode.Forbidden, await app.StatusAsync("/short"));
    }

    [Theory]
    [InlineData("/dynamic/bare", HttpStatusCode.Forbidden)]
    [InlineData("/dynamic/mapped", HttpStatusCode.OK)]
    public async Task DynamicRoute_DecidesByTheActionItLeadsTo(string path, HttpStatusCode expected)
    {
        await using TestApp app = await StartAsync(
            routes => routes.MapDynamicControllerRoute<ToBare>("dynamic/{name}"),
            o => o.StartupChecks.Skip("IAM1010"));

        Assert.Equal(expected, await app.StatusAsync(path));
    }

    [Theory]
    [InlineData("/Guarded", HttpStatusCode.OK, 1)]
    [InlineData("/Bare", HttpStatusCode.Forbidden, 0)]
    public async Task Page_IsJudgedByTheAttributesOfItsModel(string path, HttpStatusCode expected, int questions)
    {
        await using TestApp app = await StartAsync(
            routes => routes.MapRazorPages(), o => o.StartupChecks.Skip("IAM1010"));

        Assert.Equal(expected, await app.StatusAsync(path));
        Assert.Equal(questions, app.Iam.Questions.Count);
    }

    [Fact]
    public async Task EndpointsOfAFramework_AreExemptByThePredicate()
    {
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.Map("/_framework/x", Ran),
            after: services => new IamBuilder(services).RequireIamByDefault(
                endpoint => endpoint is RouteEndpoint { RoutePattern.RawText: "/_framework/x" }));

        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/_framework/x"));
    }

    [Fact]
    public async Task WithoutTheCall_UnmappedDoors_AreOneWarning()
    {
        await using TestApp app = await TestApp.StartAsync(routes =>
        {
            routes.MapGet("/bare", () => "ran");
            routes.MapGet("/signed-in", () => "ran").RequireAuthorization();
            routes.MapGet("/mapped", () => "ran").RequireIam("orders:Get", "*");
            routes.MapGet("/public", () => "ran").AllowAnonymous();
        });

        Assert.Equal(
            "2 endpoint(s) ask nothing of IAM: `GET /bare`; `GET /signed-in`. RequireIamByDefault() makes this an "
                + "error.",
            Assert.Single(app.Logs.GetSnapshot(), record => record.Id.Id == 3100).Message);
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/bare"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void WithoutIam_NoReason_IsRefused(string reason) =>
        Assert.Throws<ArgumentException>(() => new WithoutIamAttribute(reason));

    private static Task<TestApp> StartAsync(
        Action<WebApplication> map, Action<IamAuthorizationOptions>? options = null) => TestApp.StartAsync(
        map,
        options,
        after: services =>
        {
            services.AddHealthChecks();
            services.AddHttpContextAccessor().AddSignalR();
            services.AddSingleton<ToBare>();
            services.AddRazorPages().ConfigureApplicationPartManager(manager => manager.ApplicationParts.Add(
                new CompiledRazorAssemblyPart(typeof(RequireIamByDefaultTests).Assembly)));
            OnlyControllers.AddTo(services, typeof(BareController), typeof(GuardedController));
            new IamBuilder(services).RequireIamByDefault();
        },
        hasOpenDoors: false);

    /// <summary>The framework's own mark, which has no public constructor.</summary>
    private static object ShortCircuit()
    {
        var builder = new RouteEndpointBuilder(Ran, RoutePatternFactory.Parse("/"), order: 0);
        var conventions = new Conventions(builder);
        conventions.ShortCircuit();
        return Assert.Single(builder.Metadata);
    }

    private sealed class Conventions(EndpointBuilder builder) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => convention(builder);
    }

    private sealed class ToBare : DynamicRouteValueTransformer
    {
        public override ValueTask<RouteValueDictionary> TransformAsync(
            HttpContext httpContext, RouteValueDictionary values) => new(new RouteValueDictionary
            {
                ["controller"] = (string?)values["name"] == "bare" ? "Bare" : "Guarded",
                ["action"] = "Act",
            });
    }

    private sealed class BareController : ControllerBase
    {
        [HttpGet("bare/action")]
        public OkResult Attributed() => Ok();

        public OkResult Act() => Ok();
    }

    private sealed class GuardedController : ControllerBase
    {
        [IamAuthorize("orders:Get", "*")]
        public OkResult Act() => Ok();
    }

    private sealed class BareHub : Hub;

    internal sealed class GuardedPage : Page
    {
        public GuardedModel Model => (GuardedModel)PageContext.ViewData.Model!;

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    internal sealed class BarePage : Page
    {
        public BarePage Model => this;

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    [IamAuthorize("orders:Get", "*")]
    internal sealed class GuardedModel : PageModel
    {
        public void OnGet() => Response.Headers["X-Ran"] = "yes";
    }
}
