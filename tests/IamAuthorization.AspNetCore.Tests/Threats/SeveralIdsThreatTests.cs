using System.Net;
using System.Net.Http.Json;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// A request names resources in its path, query, header and body. What the handler acts on is what was decided on:
/// each one, wherever it stands.
/// </summary>
[Trait("Threat", "H6")]
public sealed class SeveralIdsThreatTests
{
    private const string Action = "orders:MergeOrder";
    private const string CopyHeader = "X-Copy-To";

    /// <summary>The one id that the caller may not touch.</summary>
    public static TheoryData<string> Ids =>
        ["path", "query", "header", "body", "list-first", "list-middle", "list-last"];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task H6_P114_OneIdDenied_WhereverItStands_NothingHappens(string denied)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = question => question.Arn != ArnOf(denied);

        Merge body = new("body", ["list-first", "list-middle", "list-last"]);
        using HttpResponseMessage response = await SendAsync(app, "/orders/path/merge", body);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task H6_P114_AllAllowed_EachIdThatIsUsedWasAskedFor()
    {
        await using TestApp app = await StartAsync();

        Merge body = new("body", ["list-first", "list-middle", "list-last"]);
        using HttpResponseMessage response = await SendAsync(app, "/orders/path/merge", body);
        string[]? used = await response.Content.ReadFromJsonAsync<string[]>(TestContext.Current.CancellationToken);

        Assert.Equal(
            ["path", "query", "header", "body", "list-first", "list-middle", "list-last"], used!);
        Assert.Equal(used!.Select(ArnOf), app.Iam.Questions.Select(question => question.Arn));
    }

    [Theory]
    [InlineData("query", "path", "order/path")]
    [InlineData("body", "path", "order/path")]
    public async Task H6_BodyNamesAnotherOrderThanThePath_TheBodysIsAskedFor(
        string denied, string allowed, string decidedByTheRoute)
    {
        await using TestApp app = await StartAsync();
        app.Iam.Allows = question => question.Arn != ArnOf(denied);

        using HttpResponseMessage response = await SendAsync(app, $"/orders/{allowed}/merge", new("body", []));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(TestApp.Prefix + decidedByTheRoute, app.Iam.Questions[0].Arn);
        Assert.Contains(app.Iam.Questions, question => question.Arn == ArnOf(denied));
    }

    [Fact]
    public async Task H6_P114_RandomLists_RunOnlyWhereEachIsAllowed()
    {
        await using TestApp app = await StartAsync();
        int ran = await CountRunAsync(app, "/orders/path/merge");

        Assert.InRange(ran, 1, int.MaxValue);
    }

    /// <summary>The test above is worth nothing when it does not notice a handler that checks only the first.</summary>
    [Fact]
    public async Task H6_HandlerThatChecksOnlyTheFirst_IsCaught()
    {
        await using TestApp app = await StartAsync();

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(
            () => CountRunAsync(app, "/careless/path/merge"));
    }

    /// <summary>Sends random lists of which random orders are forbidden.</summary>
    /// <returns>How many were carried out.</returns>
    private static async Task<int> CountRunAsync(TestApp app, string path)
    {
        int ran = 0;
        await Fuzz.HoldsAsync(100, async random =>
        {
            string[] ids = [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => $"order-{random.Next(8)}")];
            string forbidden = $"order-{random.Next(8)}";
            app.Iam.Allows = question => question.Arn != ArnOf(forbidden);

            using HttpResponseMessage response = await SendAsync(app, path, new Merge("body", ids));

            bool hasRun = response.StatusCode == HttpStatusCode.OK;
            Assert.Equal(!ids.Contains(forbidden), hasRun);
            ran += hasRun ? 1 : 0;
        });
        return ran;
    }

    private static string ArnOf(string id) => $"{TestApp.Prefix}order/{id}";

    private static IamQuestion QuestionOf(string id) =>
        new(ActionName.Parse(Action), new IamResource(Arn.Parse(ArnOf(id))) { OwnerAccountId = TestApp.Account });

    private static Task<HttpResponseMessage> SendAsync(TestApp app, string path, Merge body) => app.SendAsync(
        $"{path}?into=query",
        method: HttpMethod.Post,
        change: request =>
        {
            request.Headers.Add(CopyHeader, "header");
            request.Content = JsonContent.Create(body);
        });

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(routes =>
    {
        routes.MapPost("/orders/{id}/merge", MergeAsync).RequireIam(Action, "order/{id}");
        routes.MapPost("/careless/{id}/merge", MergeCarelesslyAsync).RequireIam(Action, "order/{id}");
    });

    private static async Task<IResult> MergeAsync(
        string id,
        [FromQuery] string into,
        [FromHeader(Name = CopyHeader)] string copyTo,
        [FromBody] Merge merge,
        IIamAuthorizer iam,
        HttpContext http)
    {
        string[] others = [into, copyTo, merge.Into, .. merge.Orders];
        IReadOnlyList<IamDecision> decisions =
            await iam.AuthorizeManyAsync(http.User, [.. others.Select(QuestionOf)], http.RequestAborted);
        foreach (IamDecision decision in decisions)
        {
            if (!decision.IsAllowed)
            {
                return decision.ToProblem();
            }
        }

        return Results.Ok<string[]>([id, .. others]);
    }

    private static async Task<IResult> MergeCarelesslyAsync(
        string id, [FromBody] Merge merge, IIamAuthorizer iam, HttpContext http)
    {
        IReadOnlyList<IamDecision> decisions =
            await iam.AuthorizeManyAsync(http.User, [.. merge.Orders.Take(1).Select(QuestionOf)], http.RequestAborted);
        return decisions.All(decision => decision.IsAllowed)
            ? Results.Ok<string[]>([id, .. merge.Orders])
            : decisions[0].ToProblem();
    }

    private sealed record Merge(string Into, string[] Orders);
}
