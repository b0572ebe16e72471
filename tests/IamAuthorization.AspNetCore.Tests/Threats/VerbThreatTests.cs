using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Whatever verb is sent or claimed, the decision is the one of the handler that runs.</summary>
[Trait("Threat", "H4")]
public sealed class VerbThreatTests
{
    private static readonly string[] Verbs =
    [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "get", "Get", "gEt", "head", "post",
        "delete", "options", "PURGE", "LINK", "UNLINK", "PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK",
        "UNLOCK", "SEARCH", "REPORT", "BREW", "QUERY", "GETX",
    ];

    private static readonly string[] Paths =
        ["/get", "/post", "/several", "/any", "/same", "/group/delete", "/fallback/x", "/doors/verbs/7"];

    private static readonly string[] Headers =
        ["X-HTTP-Method-Override", "X-Method-Override", "_method"];

    private static readonly string[] Claims = ["DELETE", "GET", "HEAD"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task H4_AnyVerbAndOverride_TheDecisionIsOfTheHandlerThatRan(bool usesOverride)
    {
        await using TestApp app = await StartAsync(usesOverride);
        int ran = 0;

        foreach ((string path, string verb, string? header, string claim) in Requests())
        {
            app.Iam.Forget();
            string? handler = await SendAsync(app, path, verb, header, claim);
            string what = $"{verb} {path} with {header}: {claim}";
            Assert.True(handler is null == (app.Iam.Questions.Count == 0), $"{what} ran {handler}");
            if (handler is not null)
            {
                ran++;
                Assert.True(app.Iam.Only.Action == $"orders:{handler}", $"{what}: {app.Iam.Only.Action}");
            }
        }

        Assert.InRange(ran, 500, int.MaxValue);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task H4_AnyVerbAndOverride_DeniedRunsNothing(bool usesOverride)
    {
        await using TestApp app = await StartAsync(usesOverride);
        app.Iam.Allows = _ => false;

        foreach ((string path, string verb, string? header, string claim) in
            Requests().Where(sent => sent.Claim is "" or "DELETE"))
        {
            Assert.Null(await SendAsync(app, path, verb, header, claim));
        }
    }

    private static IEnumerable<(string Path, string Verb, string? Header, string Claim)> Requests() =>
        from path in Paths
        from verb in Verbs
        from header in Headers.Prepend(null)
        from claim in header is null ? [string.Empty] : Claims
        select (path, verb, header, claim);

    /// <summary>The handler that ran, which says so in a header: HEAD has no body.</summary>
    private static async Task<string?> SendAsync(TestApp app, string path, string verb, string? header, string claim)
    {
        HttpContext sent = await app.SendRawAsync(context =>
        {
            context.Request.Method = verb;
            context.Request.Path = path;
            if (header is not null)
            {
                context.Request.Headers[header] = claim;
            }
        });
        return sent.Response.Headers["Ran"].FirstOrDefault();
    }

    private static Task<TestApp> StartAsync(bool usesOverride) => TestApp.StartAsync(
        app =>
        {
            app.MapGet("/get", Run("Get")).RequireIam("orders:Get", "*");
            app.MapPost("/post", Run("Post")).RequireIam("orders:Post", "*");
            app.MapMethods("/several", ["GET", "HEAD", "OPTIONS", "TRACE"], Run("Several"))
                .RequireIam("orders:Several", "*");
            app.Map("/any", Run("Any")).RequireIam("orders:Any", "*");
            app.MapGet("/same", Run("SameGet")).RequireIam("orders:SameGet", "*");
            app.MapDelete("/same", Run("SameDelete")).RequireIam("orders:SameDelete", "*");
            app.MapMethods("/same", ["HEAD"], Run("SameHead")).RequireIam("orders:SameHead", "*");
            app.MapGroup("/group").MapDelete("/delete", Run("Delete")).RequireIam("orders:Delete", "*");
            app.MapFallback("/fallback/{x}", Run("Fallback")).RequireIam("orders:Fallback", "*");
            app.MapControllers();
        },
        after: services => services
            .AddControllers(mvc => mvc.Filters.Add(new RanFilter()))
            .ConfigureApplicationPartManager(parts =>
            {
                parts.ApplicationParts.Clear();
                parts.ApplicationParts.Add(new TypesPart(typeof(VerbsDoorController)));
            }),
        use: usesOverride ? app => app.UseHttpMethodOverride() : null);

    private static RequestDelegate Run(string name) => context =>
    {
        context.Response.Headers["Ran"] = name;
        return Task.CompletedTask;
    };

    private sealed class RanFilter : Microsoft.AspNetCore.Mvc.Filters.IActionFilter
    {
        public void OnActionExecuting(Microsoft.AspNetCore.Mvc.Filters.ActionExecutingContext context) =>
            context.HttpContext.Response.Headers["Ran"] = $"Controller{context.RouteData.Values["action"]}";

        public void OnActionExecuted(Microsoft.AspNetCore.Mvc.Filters.ActionExecutedContext context)
        {
            // WHY: what ran is known before.
        }
    }
}
