using System.Net;
using System.Text;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class PathThreatTests
{
    private static readonly string[] Literals = ["order/", "file/", "doc/", "page/"];

    [Fact]
    [Trait("Threat", "H1")]
    public async Task H1_P101_P107_PathSpellings_TestServer_DecidedIsBuilt()
    {
        await using TestApp app = await StartAsync(onKestrel: false);
        int ran = 0;
        // WHY without NUL: the test host refuses to carry such a path at all; Kestrel's test sends them.
        foreach (string path in PathSpellings.All.Where(path => !path.Contains("%00", StringComparison.Ordinal)))
        {
            HttpContext answered = await app.SendRawAsync(context =>
            {
                int query = path.IndexOf('?', StringComparison.Ordinal);
                context.Request.Path = PathString.FromUriComponent(query < 0 ? path : path[..query]);
            });
            using var reader = new StreamReader(answered.Response.Body, Encoding.UTF8);
            ran += CountVerified(
                path, answered.Response.StatusCode, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        Assert.True(PathSpellings.All.Count >= 2_000);
        Assert.InRange(ran, 500, PathSpellings.All.Count);
    }

    [Fact]
    [Trait("Threat", "H1")]
    public async Task H1_P101_P107_PathSpellings_Kestrel_DecidedIsBuilt()
    {
        await using TestApp app = await StartAsync(onKestrel: true);
        using var connection = new RawConnection(app.Port);
        int ran = 0;
        foreach (string path in PathSpellings.All)
        {
            (int status, string body) = await connection.GetAsync(path);
            ran += CountVerified(path, status, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)));
        }

        Assert.True(PathSpellings.All.Count >= 2_000);
        Assert.InRange(ran, 500, PathSpellings.All.Count);
    }

    [Fact]
    [Trait("Threat", "H2")]
    public async Task H2_P107_LiteralText_InAnyCase_IsTheTemplates()
    {
        await using TestApp app = await StartAsync(onKestrel: false);
        await Fuzz.HoldsAsync(500, async random =>
        {
            app.Logs.Clear();
            string path = RandomCase("/orders/", random) + "Mixed7";

            using HttpResponseMessage response = await app.SendAsync(path);
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal($"{TestApp.Prefix}order/Mixed7\n{TestApp.Prefix}order/Mixed7", body);
        });
    }

    [Theory]
    [Trait("Threat", "H3")]
    [InlineData("orders:\u212Aill")]
    [InlineData("order\u017F:Get")]
    [InlineData("orders:L\u0131st")]
    [InlineData("orders:L\u0130st")]
    [InlineData("\uFF4Frders:Get")]
    [InlineData("orders:Get\u200B")]
    [InlineData("\u043Erders:Get")]
    public async Task H3_Action_NotAscii_IsRefusedBeforeTheEndpoint(string action)
    {
        bool hasRun = false;
        await using TestApp app = await TestApp.StartAsync(
            routes => routes.MapGet("/", () => hasRun = true).RequireIam(action, "*"),
            o => o.StartupChecks.Skip("IAM1004"));

        await Assert.ThrowsAsync<FormatException>(() => app.SendAsync("/"));

        Assert.False(hasRun);
    }

    [Fact]
    [Trait("Threat", "H3")]
    public void H3_Action_EveryScalar_IsAsciiOrRefused()
    {
        for (int scalar = 0x80; scalar <= 0x10FFFF; scalar++)
        {
            if (Rune.IsValid(scalar))
            {
                Assert.False(ActionName.TryParse($"orders:{new Rune(scalar)}", out _));
            }
        }
    }

    private static int CountVerified(string path, int status, string body)
    {
        if (status != StatusCodes.Status200OK)
        {
            return 0;
        }

        string[] arns = body.Split('\n');
        Assert.True(arns.Length == 2 && arns[0] == arns[1], $"{path}: decided on {arns[0]}, acted on {arns[^1]}");
        string resource = Arn.Parse(arns[0]).Resource.ToString();
        Assert.True(Literals.Any(literal => resource.StartsWith(literal, StringComparison.Ordinal)), path);
        Assert.True(!resource.Split('/').Any(segment => segment is "." or "..") && !resource.Contains('\\'), path);
        return 1;
    }

    private static string RandomCase(string text, Random random) =>
        string.Concat(text.Select(c => random.Next(2) == 0 ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c)));

    private static Task<TestApp> StartAsync(bool onKestrel) => TestApp.StartAsync(
        app =>
        {
            app.MapGet("/orders/{id}", (HttpContext http, string id) => Answer(http, $"order/{id}"))
                .RequireIam("orders:Get", "order/{id}");
            app.MapGet("/files/{**path}", (HttpContext http, string path) => Answer(http, $"file/{path}"))
                .RequireIam("orders:Get", "file/{**path}");
            app.MapGet(
                "/docs/{folder}/items/{item}",
                (HttpContext http, string folder, string item) => Answer(http, $"doc/{folder}/{item}"))
                .RequireIam("orders:Get", "doc/{folder}/{item}");
            app.MapGet("/pages/{number}", (HttpContext http, int number) => Answer(http, $"page/{number}"))
                .RequireIam("orders:Get", "page/{number}");
        },
        onKestrel: onKestrel);

    private static IResult Answer(HttpContext http, string actedOn)
    {
        Arn decided = Assert.Single(http.Features.Get<IIamDecisionFeature>()!.Decisions).Decision.Resource;
        return Results.Text($"{decided}\n{TestApp.Prefix}{actedOn}", "text/plain", Encoding.UTF8);
    }
}
