using System.Collections.Immutable;
using System.Net;
using System.Security.Claims;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class ImperativeTests
{
    private const string PolicyName = "iam:orders:GetOrder|order/{id}";

    public static TheoryData<string, object, string> Objects => new()
    {
        { "an order", new Order("7", "222233334444"), "arn:aws:orders:eu-west-1:222233334444:order/7" },
        { "a subtype", new RushOrder("8"), TestApp.Prefix + "order/8" },
        { "a name", "order/9", TestApp.Prefix + "order/9" },
        { "a name that looks like a template", "order/{id}", TestApp.Prefix + "order/{id}" },
        { "a whole ARN as text", "arn:aws:shop:::cart/1", "arn:aws:shop:::cart/1" },
        { "an ARN", Arn.Parse("arn:aws:shop:::cart/1"), "arn:aws:shop:::cart/1" },
        { "any", Arn.Any, "*" },
        { "a resource", new IamResource(Arn.Parse("arn:aws:shop:::cart/1")), "arn:aws:shop:::cart/1" },
    };

    public static TheoryData<string, object, string> NotResources => new()
    {
        { "unknown type", new Version(1, 2), "`System.Version` is not known" },
        { "a number", 42, "`System.Int32` is not known" },
        { "empty name", "", "is not the ARN" },
        { "half an ARN", "arn:aws:shop", "is not the ARN" },
        { "control character", "order/\r\n7", "is not the ARN" },
        { "wrong owner", new Order("7", "1234"), "not an account id" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task AuthorizeAsync_Object_IsAskedForByItsArn(string situation, object resource, string arn)
    {
        await using TestApp app = await StartAsync(resource);

        HttpStatusCode imperative = await app.StatusAsync("/imperative");
        HttpStatusCode service = await app.StatusAsync("/service");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (imperative, service));
        Assert.All(app.Iam.Questions, question => Assert.True(arn == question.Arn, situation));
        Assert.Equal(2, app.Iam.Questions.Count);
    }

    [Theory]
    [MemberData(nameof(NotResources))]
    public async Task AuthorizeAsync_UnknownKindOrName_IsALoggedDenial(string situation, object resource, string reason)
    {
        await using TestApp app = await StartAsync(resource);

        HttpStatusCode imperative = await app.StatusAsync("/imperative");
        HttpStatusCode service = await app.StatusAsync("/service");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (imperative, service));
        Assert.Empty(app.Iam.Questions);
        Assert.Equal(2, app.Denials.Count());
        Assert.All(
            app.Denials,
            denial => Assert.True(denial.Message.Contains(reason, StringComparison.Ordinal), situation));
    }

    [Fact]
    public async Task AuthorizeAsync_Object_BringsItsTagsAndOwner()
    {
        await using TestApp app = await StartAsync(new Order("7", "222233334444"));

        await app.StatusAsync("/imperative");

        Assert.Equal("222233334444", app.Iam.Only.Resource.OwnerAccountId);
        Assert.Equal("apollo", app.Iam.Only.Resource.Tags!["project"]);
    }

    [Theory]
    [InlineData("7", true)]
    [InlineData("8", false)]
    public async Task IAuthorizationService_Request_TakesItsRoute(string id, bool isAllowed)
    {
        await using TestApp app = await TestApp.StartAsync(routes => routes.MapGet(
            "/{id}",
            async (HttpContext http, IAuthorizationService service) =>
            {
                object[] things =
                [
                    http,
                    new AuthorizationFilterContext(
                        new ActionContext(http, new RouteData(), new ActionDescriptor()), []),
                ];
                int passed = 0;
                foreach (object? thing in things.Append(null!))
                {
                    passed += (await service.AuthorizeAsync(http.User, thing, PolicyName)).Succeeded ? 1 : 0;
                    var requirement = new IamRequirement("orders:GetOrder", "order/{id}");
                    passed += (await service.AuthorizeAsync(http.User, thing, requirement)).Succeeded ? 1 : 0;
                }

                return passed;
            }));
        app.Iam.Allows = question => question.Arn == TestApp.Prefix + "order/7";

        using HttpResponseMessage response = await app.SendAsync($"/{id}");
        string passed = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(isAllowed ? "6" : "0", passed);
    }

    [Fact]
    public async Task IAuthorizationService_OutsideRequest_IsALoggedDenialThatNamesTheType()
    {
        await using TestApp app = await StartAsync("order/7");
        using IServiceScope scope = app.Services.CreateScope();
        IAuthorizationService service = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();

        AuthorizationResult result = await service.AuthorizeAsync(new ClaimsPrincipal(), new Version(), PolicyName);

        Assert.False(result.Succeeded);
        Assert.Contains(
            app.Logs.GetSnapshot(),
            record => record.Id.Id == 3002 && record.Message.Contains("System.Version", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AuthorizeAsync_OutsideRequest_IsMisuse() =>
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            await new FakeAuthorizer().AuthorizeAsync(new ClaimsPrincipal(), "orders:Get", "order/7"));

    [Theory]
    [InlineData("alice", "True False")]
    [InlineData("x%2Fy", "False False")]
    [InlineData(null, "False False")]
    public async Task P114_AuthorizeMany_EachQuestion_HasItsAnswer(string? user, string expected)
    {
        await using TestApp app = await TestApp.StartAsync(routes => routes.MapGet(
            "/",
            async (HttpContext http, IIamAuthorizer iam) =>
            {
                IamQuestion[] questions =
                [
                    new(ActionName.Parse("orders:Get"), Arn.Any),
                    new(ActionName.Parse("orders:Cancel"), Arn.Any),
                ];
                return string.Join(
                    ' ', (await iam.AuthorizeManyAsync(http.User, questions)).Select(answer => answer.IsAllowed));
            }));
        app.Iam.Allows = question => question.Action == "orders:Get";

        using HttpResponseMessage response = await app.SendAsync("/", user);

        Assert.Equal(expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(app.Denials);
    }

    private static Task<TestApp> StartAsync(object resource) => TestApp.StartAsync(
        app =>
        {
            app.MapGet("/imperative", async (HttpContext http, IIamAuthorizer iam) =>
            {
                IamDecision decision = await iam.AuthorizeAsync(http, "orders:GetOrder", resource);
                return decision.IsAllowed ? Results.Ok() : decision.ToProblem();
            });
            app.MapGet("/service", async (HttpContext http, IAuthorizationService service) =>
                (await service.AuthorizeAsync(http.User, resource, PolicyName)).Succeeded
                    ? Results.Ok()
                    : Results.StatusCode(StatusCodes.Status403Forbidden));
        },
        after: services => services.AddSingleton<IIamResource<Order>, OrderResource>());

    private record Order(string Id, string? Owner = null);

    private sealed record RushOrder(string Id) : Order(Id);

    private sealed class OrderResource : IIamResource<Order>
    {
        public string NameOf(Order resource) => $"order/{resource.Id}";

        public string? OwnerAccountOf(Order resource) => resource.Owner;

        public ImmutableDictionary<string, string>? TagsOf(Order resource) =>
            ImmutableDictionary<string, string>.Empty.Add("project", "apollo");
    }
}
