using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("/minimal/7", "orders:GetOrder", "order/7")]
    [InlineData("/api/orders/7", "orders:GetOrder", "order/7")]
    [InlineData("/api/orders/all", "orders:ListOrders", "orders")]
    public async Task Endpoint_AllowedUser_RunsAndWasAskedFor(string path, string action, string resource)
    {
        await using TestApp app = await StartAsync();

        HttpStatusCode status = await app.StatusAsync(path);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(action, app.Iam.Only.Action);
        Assert.Equal(TestApp.Prefix + resource, app.Iam.Only.Arn);
        Assert.Equal(TestApp.Alice, app.Iam.Only.Principal.Arn.ToString());
        Assert.Equal(TestApp.Account, app.Iam.Only.Resource.OwnerAccountId);
    }

    [Theory]
    [InlineData("/minimal/7", "alice", HttpStatusCode.Forbidden)]
    [InlineData("/minimal/7", null, HttpStatusCode.Unauthorized)]
    [InlineData("/minimal/7", "bad", HttpStatusCode.Unauthorized)]
    [InlineData("/api/orders/7", "alice", HttpStatusCode.Forbidden)]
    [InlineData("/api/orders/7", null, HttpStatusCode.Unauthorized)]
    [InlineData("/api/orders/7", "bad", HttpStatusCode.Unauthorized)]
    [InlineData("/nowhere", "alice", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", null, HttpStatusCode.NotFound)]
    public async Task Endpoint_DeniedCaller_IsChallengedOrForbidden(string path, string? user, HttpStatusCode expected)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = _ => false;

        using HttpResponseMessage response = await app.SendAsync(path, user);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.Unauthorized, response.Headers.WwwAuthenticate.Count > 0);
    }

    [Theory]
    [InlineData("orders:Group", false)]
    [InlineData("orders:First", false)]
    [InlineData("orders:Second", false)]
    [InlineData("orders:None", true)]
    public async Task SeveralRequirements_OneDenied_IsForbidden(string denied, bool isAllowed)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = question => question.Action != denied;

        HttpStatusCode minimal = await app.StatusAsync("/group/7");
        HttpStatusCode controller = await app.StatusAsync("/several/7");

        HttpStatusCode expected = isAllowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden;
        Assert.Equal((expected, expected), (minimal, controller));
        Assert.Equal(6, app.Iam.Questions.Count);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task P112_Method_OverrideHeader_DoesNotChangeTheAction(string method)
    {
        await using TestApp app = await StartAsync();

        using HttpResponseMessage response = await app.SendAsync(
            "/head/7",
            method: new HttpMethod(method),
            change: request => request.Headers.Add("X-HTTP-Method-Override", "DELETE"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("orders:GetOrder", app.Iam.Only.Action);
    }

    [Theory]
    [InlineData(null, true, HttpStatusCode.OK, 1)]
    [InlineData(null, false, HttpStatusCode.Unauthorized, 1)]
    [InlineData("bad", true, HttpStatusCode.Unauthorized, 0)]
    [InlineData("alice", true, HttpStatusCode.OK, 1)]
    [InlineData("alice", false, HttpStatusCode.Forbidden, 1)]
    public async Task EV28_AnonymousByPolicy_Caller_IsDecidedOnUnlessItsCredentialFailed(
        string? user, bool allows, HttpStatusCode expected, int questions)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = _ => allows;

        HttpStatusCode status = await app.StatusAsync("/public/7", user);

        Assert.Equal(expected, status);
        Assert.Equal(questions, app.Iam.Questions.Count);
    }

    [Fact]
    public async Task EV28_CredentialOfUnknownScheme_AnonymousByPolicy_IsNotAnonymous()
    {
        await using TestApp app = await StartAsync();

        using HttpResponseMessage response = await app.SendAsync(
            "/public/7", user: null, change: request => request.Headers.Add("Authorization", "Basic YTpi"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(app.Iam.Questions);
    }

    [Theory]
    [InlineData("iam:orders:GetOrder", "no resource")]
    [InlineData("iam:orders:Gét|*", "only ASCII")]
    [InlineData("iam:orders:Get|order/{id:int}", "route parameter alone")]
    public async Task Endpoint_MalformedQuestion_NeverRuns(string policy, string reason)
    {
        bool hasRun = false;
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapGet("/broken/{id}", () => hasRun = true).RequireAuthorization(policy),
            o => o.StartupChecks.Skip("IAM1004"));

        FormatException refused = await Assert.ThrowsAsync<FormatException>(() => app.SendAsync("/broken/7"));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.False(hasRun);
    }

    [Fact]
    public async Task Endpoint_RouteLacksTheParameter_IsForbidden()
    {
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapGet("/orders/{id}", () => "ran").RequireIam("orders:GetOrder", "order/{number}"),
            o => o.StartupChecks.Skip("IAM1002"));

        HttpStatusCode status = await app.StatusAsync("/orders/7");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Empty(app.Iam.Questions);
        Assert.Contains("no value for `{number}`", Assert.Single(app.Denials).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("222233334444", HttpStatusCode.OK)]
    [InlineData("1111", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task ResourceAccount_OfTheRequest_OwnsTheResource(string owner, HttpStatusCode expected)
    {
        await using TestApp app = await StartAsync(o => o.ResourceAccount = _ => owner);

        HttpStatusCode status = await app.StatusAsync("/minimal/7");

        Assert.Equal(expected, status);
        Assert.All(app.Iam.Questions, question => Assert.Equal(owner, question.Resource.OwnerAccountId));
        Assert.All(
            app.Iam.Questions,
            question => Assert.Equal($"arn:aws:orders:eu-west-1:{owner}:order/7", question.Arn));
    }

    private static Task<TestApp> StartAsync(Action<IamAuthorizationOptions>? options = null) => TestApp.StartAsync(
        app =>
        {
            app.MapControllers();
            app.MapGet("/minimal/{id}", (string id) => id).RequireIam("orders:GetOrder", "order/{id}");
            app.MapMethods("/head/{id}", ["GET", "HEAD"], () => Results.Ok())
                .RequireIam("orders:GetOrder", "order/{id}");
            app.MapGet("/public/{id}", (string id) => id)
                .RequireIam("orders:GetOrder", "order/{id}").AllowAnonymousByPolicy();
            app.MapGroup("/group").RequireIam("orders:Group", "*")
                .MapGet("{id}", (string id) => id)
                .RequireIam("orders:First", "order/{id}").RequireIam("orders:Second", "order/{id}");
        },
        options,
        after: services => services.AddControllers().AddOnly(typeof(OrdersController), typeof(SeveralController)));
}

[ApiController]
[Route("api/orders")]
public sealed class OrdersController : ControllerBase
{
    [HttpGet("{id}")]
    [IamAuthorize("orders:GetOrder", "order/{id}")]
    public IActionResult Get(string id) => Ok(id);

    [HttpGet("all")]
    [IamAuthorize("orders:ListOrders", "orders")]
    public IActionResult List() => Ok();
}

[ApiController]
[Route("several")]
[IamAuthorize("orders:Group", "*")]
public sealed class SeveralController : ControllerBase
{
    [HttpGet("{id}")]
    [IamAuthorize("orders:First", "order/{id}")]
    [IamAuthorize("orders:Second", "order/{id}")]
    public IActionResult Get(string id) => Ok(id);
}
