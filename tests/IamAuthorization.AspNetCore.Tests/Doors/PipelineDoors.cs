using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Middleware in the wrong order, and what runs a pipeline again or answers in its place.</summary>
public sealed class PipelineDoors
{
    [Theory]
    [InlineData("routing", "endpoints")]
    [InlineData("authentication", "authorization", "routing", "endpoints")]
    [InlineData("routing", "authentication", "endpoints", "authorization")]
    [InlineData("authorization", "routing", "authentication", "endpoints")]
    public async Task WrongOrder_TheEndpoint_NeverRuns(params string[] order)
    {
        int ran = 0;
        await using PipelineApp app = await PipelineApp.StartAsync(pipeline => Use(pipeline, order, () => ran++));

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.GetAsync("/a"));

        Assert.Equal(0, ran);
    }

    [Fact]
    public async Task RightOrder_TheEndpoint_IsDecided()
    {
        int ran = 0;
        await using PipelineApp app = await PipelineApp.StartAsync(pipeline =>
            Use(pipeline, ["routing", "authentication", "authorization", "endpoints"], () => ran++));
        app.Iam.Allows = _ => false;

        Assert.Equal(HttpStatusCode.Forbidden, (await app.GetAsync("/a")).Status);
        app.Iam.Allows = _ => true;
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/a")).Status);
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task AuthorizationBeforeAuthentication_TheCaller_IsAuthenticatedByTheDefaultSchemeOrNobody()
    {
        int ran = 0;
        await using PipelineApp app = await PipelineApp.StartAsync(pipeline =>
            Use(pipeline, ["routing", "authorization", "authentication", "endpoints"], () => ran++));

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/a")).Status);
        Assert.Equal(0, ran);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StatusCodePagesAndExceptionHandlers_TheirEndpoint_IsDecidedToo(bool isException)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(pipeline =>
        {
            _ = isException
                ? pipeline.UseExceptionHandler("/error/500")
                : pipeline.UseStatusCodePagesWithReExecute("/error/{0}");
            pipeline.UseRouting().UseAuthentication().UseAuthorization().UseEndpoints(routes =>
            {
                routes.MapGet("/thrown", string () => throw new InvalidOperationException("no"))
                    .RequireIam("orders:Get", "*");
                routes.MapGet("/error/{code}", (string code) => $"page {code}")
                    .RequireIam("orders:Error", "error/{code}");
            });
        });
        string path = isException ? "/thrown" : "/unknown";

        Assert.StartsWith("page ", (await app.GetAsync(path)).Body, StringComparison.Ordinal);
        Assert.Contains(app.Iam.Questions, asked => asked.Action == "orders:Error");
        app.Iam.Allows = asked => asked.Action != "orders:Error";
        Assert.DoesNotContain("page ", (await app.GetAsync(path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusCodePages_ADenial_KeepsItsAnswer()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(pipeline => pipeline
            .UseStatusCodePagesWithReExecute("/error/{0}")
            .UseRouting().UseAuthentication().UseAuthorization().UseEndpoints(routes =>
            {
                routes.MapGet("/a", () => "ran").RequireIam("orders:Get", "*");
                routes.MapGet("/error/{code}", (string code) => $"page {code}");
            }));
        app.Iam.Allows = _ => false;

        (HttpStatusCode status, string body) = await app.GetAsync("/a");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("orders:Get", body, StringComparison.Ordinal);
    }

    /// <summary>Even a cache that is told to keep everything and stands before authorization.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task OutputCache_WhereverItStands_NeverSkipsADecision(bool isBefore, bool keepsEverything)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(
            pipeline =>
            {
                pipeline.UseRouting().UseAuthentication();
                _ = isBefore
                    ? pipeline.UseOutputCache().UseAuthorization()
                    : pipeline.UseAuthorization().UseOutputCache();
                pipeline.UseEndpoints(routes =>
                {
                    routes.MapGet("/a", (HttpContext http) => Guid.NewGuid()).RequireIam("orders:Get", "*")
                        .CacheOutput(keepsEverything ? "everything" : "usual");
                    routes.MapGet("/public", () => Guid.NewGuid()).CacheOutput("everything");
                });
            },
            services => services.AddOutputCache(cache =>
            {
                cache.AddPolicy("everything", new KeepsEverything());
                cache.AddPolicy("usual", policy => policy.Expire(TimeSpan.FromHours(1)));
            }));
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/a")).Status);
        app.Iam.Allows = _ => false;

        (HttpStatusCode status, _) = await app.GetAsync("/a", "bob");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal((await app.GetAsync("/public")).Body, (await app.GetAsync("/public")).Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OwnResultHandler_BeforeOrAfterOurs_TheEndpointDoesNotRun(bool isBefore)
    {
        void AddOwn(IServiceCollection services) =>
            services.AddSingleton<IAuthorizationMiddlewareResultHandler, OwnHandler>();
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapGet("/a", () => "ran").RequireIam("orders:Get", "*"),
            before: isBefore ? AddOwn : null,
            after: isBefore ? null : AddOwn);
        app.Iam.Allows = _ => false;

        using HttpResponseMessage response = await app.SendAsync("/a");

        Assert.Equal(isBefore ? HttpStatusCode.Forbidden : (HttpStatusCode)418, response.StatusCode);
        Assert.Single(app.Denials);
        app.Iam.Allows = _ => true;
        Assert.Equal(HttpStatusCode.OK, await app.StatusAsync("/a"));
    }

    private static void Use(IApplicationBuilder pipeline, string[] order, Action run)
    {
        foreach (string step in order)
        {
            _ = step switch
            {
                "routing" => pipeline.UseRouting(),
                "authentication" => pipeline.UseAuthentication(),
                "authorization" => pipeline.UseAuthorization(),
                _ => pipeline.UseEndpoints(routes => routes.MapGet("/a", run).RequireIam("orders:Get", "*")),
            };
        }
    }

    private sealed class KeepsEverything : IOutputCachePolicy
    {
        public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
        {
            context.EnableOutputCaching = true;
            context.AllowCacheLookup = true;
            context.AllowCacheStorage = true;
            context.AllowLocking = true;
            context.ResponseExpirationTimeSpan = TimeSpan.FromHours(1);
            return ValueTask.CompletedTask;
        }

        public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) =>
            ValueTask.CompletedTask;

        public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) =>
            ValueTask.CompletedTask;
    }

    private sealed class OwnHandler : IAuthorizationMiddlewareResultHandler
    {
        private readonly AuthorizationMiddlewareResultHandler _default = new();

        public async Task HandleAsync(
            RequestDelegate next,
            HttpContext context,
            AuthorizationPolicy policy,
            PolicyAuthorizationResult authorizeResult)
        {
            if (authorizeResult.Succeeded)
            {
                await _default.HandleAsync(next, context, policy, authorizeResult);
            }
            else
            {
                context.Response.StatusCode = 418;
            }
        }
    }
}
