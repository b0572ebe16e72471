using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class PolicyProviderTests
{
    [Fact]
    public async Task Provider_RegisteredBefore_StillAnswersOtherNames()
    {
        await using TestApp app = await TestApp.StartAsync(
            Map, before: services => services.AddSingleton<IAuthorizationPolicyProvider, OwnProvider>());

        HttpStatusCode own = await app.StatusAsync("/own");
        HttpStatusCode iam = await app.StatusAsync("/iam");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (own, iam));
        Assert.Equal("orders:Get", app.Iam.Only.Action);
    }

    [Fact]
    public async Task Provider_RegisteredAfter_NeverLetsAQuestionThrough()
    {
        await using TestApp app = await TestApp.StartAsync(
            Map,
            o => o.StartupChecks.Skip("IAM1001"),
            after: services => services.AddSingleton<IAuthorizationPolicyProvider, OwnProvider>());

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("/iam"));

        Assert.Empty(app.Iam.Questions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Provider_Wrapped_KeepsWhetherPoliciesMayBeCached(bool allowsCaching)
    {
        var provider = new IamAuthorizationPolicyProvider(new CachingProvider(allowsCaching), new IamPolicies());

        Assert.Equal(allowsCaching, provider.AllowsCachingPolicies);
    }

    [Fact]
    public async Task Provider_SameName_IsDecodedOnce()
    {
        await using TestApp app = await TestApp.StartAsync(Map);
        IamPolicies policies = app.Services.GetRequiredService<IamPolicies>();

        Assert.Same(policies.Get("iam:orders:Get|*"), policies.Get("iam:orders:Get|*"));
    }

    [Theory]
    [InlineData("IAM:orders:Get|*")]
    [InlineData(" iam:orders:Get|*")]
    [InlineData("unknown")]
    public async Task PolicyName_NotOurs_IsLeftToTheOther(string name)
    {
        await using TestApp app = await TestApp.StartAsync(routes =>
            routes.MapGet("/other", () => "ran").RequireAuthorization(name));

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.SendAsync("/other"));
    }

    [Fact]
    public async Task ResultHandler_DenialOfAnother_IsLeftToTheHandlerBefore()
    {
        await using TestApp app = await TestApp.StartAsync(
            routes =>
            {
                Map(routes);
                routes.MapGet("/never", () => "ran").RequireAuthorization(p => p.RequireAssertion(_ => false));
            },
            before: services => services.AddSingleton<IAuthorizationMiddlewareResultHandler, Teapot>());
        app.Iam.Allows = _ => false;

        HttpStatusCode other = await app.StatusAsync("/never");
        HttpStatusCode iam = await app.StatusAsync("/iam");

        Assert.Equal(((HttpStatusCode)418, HttpStatusCode.Forbidden), (other, iam));
    }

    [Fact]
    public async Task AddIamAuthorization_CalledTwice_AddsOptionsAndAsksOnce()
    {
        await using TestApp app = await TestApp.StartAsync(
            Map, after: services => services.AddIamAuthorization(o => o.Region = "eu-north-1"));

        HttpStatusCode status = await app.StatusAsync("/order/7");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal($"arn:aws:orders:eu-north-1:{TestApp.Account}:order/7", app.Iam.Only.Arn);
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/own", () => "ran").RequireAuthorization("own");
        app.MapGet("/iam", () => "ran").RequireIam("orders:Get", "*");
        app.MapGet("/order/{id}", (string id) => id).RequireIam("orders:Get", "order/{id}");
    }

    private sealed class OwnProvider(IOptions<AuthorizationOptions> options)
        : DefaultAuthorizationPolicyProvider(options)
    {
        public override async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => policyName == "own"
            ? new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build()
            : await base.GetPolicyAsync(policyName);
    }

    private sealed class CachingProvider(bool allowsCaching)
        : DefaultAuthorizationPolicyProvider(Options.Create(new AuthorizationOptions()))
    {
        public override bool AllowsCachingPolicies => allowsCaching;
    }

    private sealed class Teapot : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _default = new();

        public Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded)
            {
                return _default.HandleAsync(next, context, policy, authorizeResult);
            }

            context.Response.StatusCode = 418;
            return Task.CompletedTask;
        }
    }
}
