using System.Globalization;
using System.Security.Claims;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.AspNetCore.Tests.Pitfalls;

/// <summary>P-128: hostile names and ids stay within the one line and the one field they belong to.</summary>
public sealed class LogPitfalls
{
    private const int DenialEvent = 3000;

    /// <summary>What is sent as an id, escaped as in a path, and what the log says of it.</summary>
    public static TheoryData<string, string> Ids => new()
    {
        { "7%0D%0Afake: allowed", "holds the control character U+000D" },
        { "7%0Afake", "holds the control character U+000A" },
        { "7%1B%5B2J", "holds the control character U+001B" },
        { "7%C2%85fake", "holds the control character U+0085" },
        { "7%E2%80%A8fake", "\\u2028fake" },
        { "7%E2%80%AEekaf", "\\u202Eekaf" },
        { "7%7BAction%7D", "7{Action}" },
    };

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task P128_HostileId_Denied_IsOneLine(string id, string shown)
    {
        await using DocsApp app = await StartAsync(claims => IamCaller.User(claims.FindFirstValue("sub")));

        HttpContext answered = await SendAsync(app, $"/docs/{Uri.UnescapeDataString(id)}", "Test alice");

        Assert.Equal(StatusCodes.Status403Forbidden, answered.Response.StatusCode);
        AssertOneLine(app, shown);
    }

    [Theory]
    [InlineData("al\r\nfake: allowed")]
    [InlineData("al\u001B[31m")]
    [InlineData("al\u2028x")]
    [InlineData("al\u202Ex")]
    public async Task P128_HostileSessionName_IsRefused_AndIsOneLine(string sessionName)
    {
        await using DocsApp app = await StartAsync(
            claims => IamCaller.Role("Reader", claims.FindFirstValue("sub")));

        HttpContext hostile = await SendAsync(app, "/docs/7", $"Test {Uri.EscapeDataString(sessionName)}");
        HttpContext harmless = await SendAsync(app, "/docs/7", "Test al");

        Assert.Equal(StatusCodes.Status403Forbidden, hostile.Response.StatusCode);
        Assert.Equal(StatusCodes.Status200OK, harmless.Response.StatusCode);
        AssertOneLine(app, "is not the name of a session");
    }

    private static void AssertOneLine(DocsApp app, string shown)
    {
        FakeLogRecord denial = Assert.Single(app.Logs, record => record.Id.Id == DenialEvent);
        Assert.Contains(shown, denial.Message, StringComparison.Ordinal);
        Assert.Equal("orders:GetDoc", denial.GetStructuredStateValue("Action"));
        Assert.All(
            app.Logs.Where(record => record.Category!.StartsWith("IamAuthorization.", StringComparison.Ordinal)),
            record => Assert.DoesNotContain(record.Message, BreaksLines));
    }

    private static bool BreaksLines(char character) =>
        char.IsControl(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static Task<HttpContext> SendAsync(DocsApp app, string path, string authorization) =>
        app.Server.SendAsync(context =>
        {
            context.Request.Headers.Authorization = authorization;
            context.Request.Path = path;
        });

    private static Task<DocsApp> StartAsync(Func<ClaimsPrincipal, IamCaller?> caller) => DocsApp.StartAsync(
        routes => routes.MapGet("/docs/{id}", (string id) => id).RequireIam("orders:GetDoc", "doc/{id}"),
        [
            DocsApp.User("alice", "doc/other"),
            new IamRole
            {
                Arn = IamArn.Role("aws", TestApp.Account, "Reader"),
                TrustPolicy = DocsApp.Policy(
                    PolicyKind.RoleTrust,
                    """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}"""),
                InlinePolicies = [new NamedPolicy("own", DocsApp.Policy(
                    PolicyKind.InlineRole, """{"Effect":"Allow","Action":"orders:*","Resource":"*"}"""))],
            },
        ],
        caller: caller);
}
