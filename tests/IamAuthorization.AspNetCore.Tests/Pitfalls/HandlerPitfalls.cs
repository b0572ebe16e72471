using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using static IamAuthorization.AspNetCore.Tests.Pitfalls.DocsApp;

namespace IamAuthorization.AspNetCore.Tests.Pitfalls;

/// <summary>Pitfalls part F: what handlers do with ids that were, or were not, decided on.</summary>
public sealed class HandlerPitfalls
{
    private static readonly ActionName GetDoc = ActionName.Parse("orders:GetDoc");

    /// <summary>alice reads documents 1 and 3 of three, bob may only list, carol may nothing.</summary>
    private static IamUser[] Readers { get; } =
    [
        UserWith("alice", Allow("ListDocs", "doc"), Allow("GetDoc", "doc/1"), Allow("GetDoc", "doc/3")),
        UserWith("bob", Allow("ListDocs", "doc")),
        UserWith("carol", Allow("ListDocs", "other")),
        UserWith("dave", Allow("GetDoc", "doc/*")),
    ];

    [Theory]
    [InlineData("1", "1", HttpStatusCode.OK)]
    [InlineData("1", "3", HttpStatusCode.OK)]
    [InlineData("1", "2", HttpStatusCode.Forbidden)]
    [InlineData("1", "*", HttpStatusCode.Forbidden)]
    [InlineData("2", "1", HttpStatusCode.Forbidden)]
    public async Task P111_IdInTheBody_IsDecidedOnBeforeItIsUsed(string routeId, string bodyId, HttpStatusCode expected)
    {
        await using DocsApp app = await StartAsync();

        (HttpStatusCode status, string body) = await app.SendAsync(
            $"/docs/{routeId}", body: JsonContent.Create(bodyId));

        Assert.Equal(expected, status);
        Assert.Equal(expected == HttpStatusCode.OK, body == $"{routeId} becomes {bodyId}");
    }

    [Theory]
    [InlineData("1", HttpStatusCode.OK)]
    [InlineData("2", HttpStatusCode.Forbidden)]
    public async Task P111_LoadedObject_IsTheOneDecidedOn(string id, HttpStatusCode expected)
    {
        await using DocsApp app = await StartAsync();

        (HttpStatusCode status, string body) = await app.SendAsync($"/loaded/{id}");

        Assert.Equal(expected, status);
        Assert.Equal(expected == HttpStatusCode.OK, body == $"{TestApp.Prefix}doc/{id} loaded 1 times");
    }

    [Theory]
    [InlineData("alice", HttpStatusCode.OK, """{"count":2,"ids":["1","3"]}""")]
    [InlineData("bob", HttpStatusCode.OK, """{"count":0,"ids":[]}""")]
    [InlineData("carol", HttpStatusCode.Forbidden, null)]
    [InlineData("dave", HttpStatusCode.Forbidden, null)]
    public async Task P115_List_HoldsNoHiddenItemAndNoCountOfThem(string user, HttpStatusCode expected, string? answer)
    {
        await using DocsApp app = await StartAsync();

        (HttpStatusCode status, string body) = await app.SendAsync("/docs", $"Test {user}");

        Assert.Equal((expected, answer), (status, status == HttpStatusCode.OK ? body : null));
        Assert.DoesNotContain("doc/2", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dave", HttpStatusCode.OK, HttpStatusCode.NotFound)]
    [InlineData("bob", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("carol", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("nobody", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)]
    public async Task P116_AbsentAndForbidden_CallerWithoutRead_CannotTellThemApart(
        string? user, HttpStatusCode there, HttpStatusCode gone)
    {
        var shelf = new Shelf();
        await using DocsApp app = await StartAsync(shelf);
        string? authorization = user is null ? null : $"Test {user}";

        (HttpStatusCode before, string toldBefore) = await app.SendAsync("/docs/2", authorization);
        shelf.Remove("2");
        (HttpStatusCode after, string toldAfter) = await app.SendAsync("/docs/2", authorization);

        Assert.Equal((there, gone), (before, after));
        Assert.Equal(there == gone, WithoutIds(toldBefore) == WithoutIds(toldAfter));
    }

    private static Task<DocsApp> StartAsync(Shelf? shelf = null) => DocsApp.StartAsync(
        Map,
        Readers,
        services => services.AddSingleton(shelf ?? new Shelf()).AddSingleton<IIamResource<Doc>, DocResource>());

    private static void Map(WebApplication app)
    {
        app.MapGet("/docs", ListAsync).RequireIam("orders:ListDocs", "doc");
        app.MapGet("/docs/{id}", Get).RequireIam("orders:GetDoc", "doc/{id}");
        app.MapPost("/docs/{id}", ReplaceAsync).RequireIam("orders:GetDoc", "doc/{id}");
        app.MapGet("/loaded/{id}", LoadAsync).RequireAuthorization();
    }

    private static IResult Get(Shelf shelf, string id) =>
        shelf.Load(id) is { } doc ? Results.Text(doc.Id) : Results.NotFound();

    private static async Task<IResult> ListAsync(HttpContext http, IIamAuthorizer iam, Shelf shelf)
    {
        string[] ids = [.. shelf.Ids];
        IReadOnlyList<IamDecision> decisions = await iam.AuthorizeManyAsync(
            http.User,
            [.. ids.Select(id => new IamQuestion(GetDoc, Arn.Parse($"{TestApp.Prefix}doc/{id}")))]);
        string[] visible = [.. ids.Where((_, index) => decisions[index].IsAllowed)];
        return Results.Json(new { count = visible.Length, ids = visible });
    }

    private static async Task<IResult> ReplaceAsync(HttpContext http, IIamAuthorizer iam, string id)
    {
        string other = (await http.Request.ReadFromJsonAsync<string>())!;
        IamDecision decision = await iam.AuthorizeAsync(http, "orders:GetDoc", $"doc/{other}");
        return decision.IsAllowed ? Results.Text($"{id} becomes {other}") : decision.ToProblem();
    }

    private static async Task<IResult> LoadAsync(HttpContext http, IIamAuthorizer iam, Shelf shelf, string id)
    {
        Doc doc = shelf.Load(id)!;
        IamDecision decision = await iam.AuthorizeAsync(http, "orders:GetDoc", doc);
        return decision.IsAllowed
            ? Results.Text($"{decision.Resource} loaded {shelf.Loads} times")
            : decision.ToProblem();
    }

    /// <summary>An answer without the id that every denial has of its own.</summary>
    private static string WithoutIds(string body)
    {
        if (!body.StartsWith('{'))
        {
            return body;
        }

        using JsonDocument problem = JsonDocument.Parse(body);
        return string.Join('\n', problem.RootElement.EnumerateObject()
            .Where(member => member.Name is not ("decisionId" or "traceId")));
    }

    private sealed record Doc(string Id);

    private sealed class Shelf
    {
        private readonly HashSet<string> _ids = ["1", "2", "3"];

        public int Loads { get; private set; }

        public IEnumerable<string> Ids => _ids.Order(StringComparer.Ordinal);

        public void Remove(string id) => _ids.Remove(id);

        public Doc? Load(string id)
        {
            Loads++;
            return _ids.Contains(id) ? new Doc(id) : null;
        }
    }

    private sealed class DocResource : IIamResource<Doc>
    {
        public string NameOf(Doc resource) => $"doc/{resource.Id}";
    }
}
