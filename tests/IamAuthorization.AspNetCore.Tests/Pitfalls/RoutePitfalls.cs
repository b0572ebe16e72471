using System.Text;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore.Tests.Pitfalls;

/// <summary>
/// Pitfalls part F: routes mapped to ARNs. Every row is a policy of alice's, a request line as it goes over the wire
/// to Kestrel, and the status; an endpoint that runs answers the ARN decided on and the id it got.
/// </summary>
public sealed class RoutePitfalls
{
    [Theory]
    [InlineData("doc/a", "/docs/a", 200, "doc/a a")]
    [InlineData("doc/a", "/docs/%61", 200, "doc/a a")]
    [InlineData("doc/a", "/docs/a?id=b", 200, "doc/a a")]
    [InlineData("doc/a", "/docs/a%2Fb", 403, null)]
    [InlineData("doc/a/b", "/docs/a%2Fb", 403, null)]
    [InlineData("doc/*", "/docs/a%2Fb", 200, "doc/a%2Fb a%2Fb")]
    [InlineData("doc/*", "/docs/a/b", 404, null)]
    [InlineData("doc/*", "//docs/a", 404, null)]
    [InlineData("doc/a", "/docs/a;b", 403, null)]
    public Task P101_RawPath_Arn_HoldsTheBoundValue(string resource, string path, int status, string? answer) =>
        AssertAsync(resource, path, status, answer);

    [Theory]
    [InlineData("*", "/docs/x%2Fy", 200, "doc/x%2Fy x%2Fy")]
    [InlineData("doc/x/y", "/docs/x%2Fy", 403, null)]
    [InlineData("*", "/docs/x%5Cy", 403, null)]
    [InlineData("*", "/loose/x", 200, "doc/x x")]
    [InlineData("*", "/loose/x/y", 403, null)]
    [InlineData("doc/x/y", "/tree/x/y", 200, "doc/x/y x/y")]
    [InlineData("doc/x/*", "/tree/x/y/z", 200, "doc/x/y/z x/y/z")]
    [InlineData("doc/x/y", "/tree/x%2Fy", 403, null)]
    public Task P104_SlashInAValue_NeedsAMultiSegmentParameter(
        string resource, string path, int status, string? answer) => AssertAsync(resource, path, status, answer);

    [Theory]
    [InlineData("doc/*", "/docs/*", 200, "doc/* *")]
    [InlineData("doc/*", "/docs/%2A", 200, "doc/* *")]
    [InlineData("doc/a", "/docs/*", 403, null)]
    [InlineData("doc/?", "/docs/*", 200, "doc/* *")]
    [InlineData("doc/a", "/docs/%3F", 403, null)]
    [InlineData("doc/${*}", "/docs/*", 200, "doc/* *")]
    [InlineData("doc/${*}", "/docs/a", 403, null)]
    [InlineData("doc/${aws:username}", "/docs/alice", 200, "doc/alice alice")]
    [InlineData("doc/alice", "/docs/$%7Baws:username%7D", 403, null)]
    public Task P105_WildcardInAnId_IsLiteral(string resource, string path, int status, string? answer) =>
        AssertAsync(resource, path, status, answer);

    [Theory]
    [InlineData("doc/x", "/tree/x", 200, "doc/x x")]
    [InlineData("doc/x", "/tree/x/", 403, null)]
    [InlineData("doc/x/", "/tree/x/", 200, "doc/x/ x/")]
    [InlineData("doc/a/x", "/tree/a//x", 403, null)]
    [InlineData("doc/a//x", "/tree/a//x", 200, "doc/a//x a//x")]
    [InlineData("*", "/tree/", 403, null)]
    [InlineData("*", "/maybe/", 403, null)]
    [InlineData("*", "/maybe/x", 200, "doc/x x")]
    public Task P106_TrailingSlashAndEmptySegments_AreOtherResources(
        string resource, string path, int status, string? answer) => AssertAsync(resource, path, status, answer);

    [Theory]
    [InlineData("doc/Plan", "/DOCS/Plan", 200, "doc/Plan Plan")]
    [InlineData("DOC/Plan", "/DOCS/Plan", 403, null)]
    [InlineData("doc/Plan", "/DOCS/plan", 403, null)]
    [InlineData("doc/plan", "/DOCS/Plan", 403, null)]
    [InlineData("doc/plan", "/Folded/PLAN", 200, "doc/plan plan")]
    [InlineData("doc/PLAN", "/Folded/PLAN", 403, null)]
    public Task P107_CaseOfTheRequest_LiteralIsTheTemplates_IdIsAsRouted(
        string resource, string path, int status, string? answer) => AssertAsync(resource, path, status, answer);

    [Theory]
    [InlineData("doc/caf\\u00e9", "/docs/caf%C3%A9", 200, "doc/caf\u00e9 caf\u00e9")]
    [InlineData("doc/caf\u00e9", "/docs/caf%C3%A9", 200, "doc/caf\u00e9 caf\u00e9")]
    [InlineData("doc/caf\\u00e9", "/docs/cafe%CC%81", 403, null)]
    [InlineData("doc/cafe\\u0301", "/docs/cafe%CC%81", 200, "doc/cafe\u0301 cafe\u0301")]
    [InlineData("doc/cafe\\u0301", "/docs/caf%C3%A9", 403, null)]
    [InlineData("doc/caf\\u00e9", "/normal/cafe%CC%81", 200, "doc/caf\u00e9 caf\u00e9")]
    public Task P108_UnicodeForms_AreOtherIds(string resource, string path, int status, string? answer) =>
        AssertAsync(resource, path, status, answer);

    [Theory]
    [InlineData("doc/admin", "/docs/admin", 200, "doc/admin admin")]
    [InlineData("doc/admin", "/docs/%EF%BD%81dmin", 403, null)]
    [InlineData("doc/admin", "/docs/%D0%B0dmin", 403, null)]
    [InlineData("doc/admin", "/docs/admin%E2%80%8B", 403, null)]
    [InlineData("doc/\\uff41dmin", "/docs/%EF%BD%81dmin", 200, "doc/\uff41dmin \uff41dmin")]
    [InlineData("doc/\\uff41dmin", "/docs/admin", 403, null)]
    public Task P109_LookAlikes_AreOtherIds(string resource, string path, int status, string? answer) =>
        AssertAsync(resource, path, status, answer);

    [Theory]
    [InlineData("doc/1:2", "/docs/1:2", 200, "doc/1:2 1:2")]
    [InlineData("doc/1:2", "/docs/1%3A2", 200, "doc/1:2 1:2")]
    [InlineData("doc/1", "/docs/1:2", 403, null)]
    [InlineData("doc/2", "/docs/1:2", 403, null)]
    [InlineData("doc/*", "/docs/arn:aws:orders:::doc:9", 200, "doc/arn:aws:orders:::doc:9 arn:aws:orders:::doc:9")]
    [InlineData("doc/9", "/docs/:444455556666:doc:9", 403, null)]
    public Task P110_ColonInAnId_StaysInTheLastSegment(string resource, string path, int status, string? answer) =>
        AssertAsync(resource, path, status, answer);

    private static async Task AssertAsync(string resource, string path, int status, string? answer)
    {
        await using DocsApp app = await DocsApp.StartAsync(Map, [DocsApp.User("alice", resource)], onKestrel: true);
        using RawConnection connection = app.Connect();

        (int answered, string body) = await connection.GetAsync(path);

        string text = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body));
        Assert.Equal((status, answer), (answered, answered == StatusCodes.Status200OK ? text : null));
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/docs/{id}", Answer).RequireIam("orders:GetDoc", "doc/{id}");
        app.MapGet("/loose/{**id}", Answer).RequireIam("orders:GetDoc", "doc/{id}");
        app.MapGet("/tree/{**id}", Answer).RequireIam("orders:GetDoc", "doc/{**id}");
        app.MapGet("/maybe/{id?}", Answer).RequireIam("orders:GetDoc", "doc/{id}");
        app.MapGet("/folded/{id}", (HttpContext http, IIamAuthorizer iam, string id) =>
            AnswerForAsync(http, iam, id.ToLowerInvariant())).RequireAuthorization();
        app.MapGet("/normal/{id}", (HttpContext http, IIamAuthorizer iam, string id) =>
            AnswerForAsync(http, iam, id.Replace("e\u0301", "\u00e9", StringComparison.Ordinal)))
            .RequireAuthorization();
    }

    private static async Task<IResult> AnswerForAsync(HttpContext http, IIamAuthorizer iam, string id)
    {
        IamDecision decision = await iam.AuthorizeAsync(http, "orders:GetDoc", $"doc/{id}");
        return decision.IsAllowed ? Answer(http, id) : decision.ToProblem();
    }

    private static IResult Answer(HttpContext http, string? id)
    {
        Arn decided = Assert.Single(http.Features.Get<IIamDecisionFeature>()!.Decisions).Decision.Resource;
        return Results.Text($"{decided.Resource} {id}", "text/plain", Encoding.UTF8);
    }
}
