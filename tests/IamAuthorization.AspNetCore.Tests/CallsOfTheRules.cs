using System.Net;
using System.Net.Http.Headers;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>An endpoint changes accounts in the name of its caller, in its account, and the log says so.</summary>
public sealed class CallsOfTheRules
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task AppUser_ChangesItsOwnAccount_AndStandsInTheLog()
    {
        await using BearerApp app = await StartAsync();

        using HttpResponseMessage response = await SendAsync(app, BearerApp.AppToken("alice"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        ChangeLogEntry entry = await OnlyEntryAsync(app);
        Assert.Equal((TestApp.Account, "iam:CreateUser"), (entry.AccountId, entry.Action));
        Assert.Equal(
            (TestApp.Alice, "192.0.2.7", "curl/8.0", true),
            (
                entry.Origin.PrincipalArn,
                entry.Origin.SourceAddress,
                entry.Origin.UserAgent,
                entry.Origin.RequestId is { Length: > 0 }));
    }

    [Fact]
    public async Task Session_StandsInTheLog_WithRoleAndName()
    {
        await using BearerApp app = await StartAsync();
        IamPrincipal session = app.Session("bob");

        using HttpResponseMessage response = await SendAsync(app, await app.IssueAsync(session));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        IamChangeOrigin origin = (await OnlyEntryAsync(app)).Origin;
        Assert.Equal(
            ($"arn:aws:sts::{TestApp.Account}:assumed-role/Support/bob", $"{BearerApp.SupportId}:bob"),
            (origin.PrincipalArn, origin.PrincipalId));
    }

    [Theory]
    [InlineData(null, "The request carries no credentials.")]
    [InlineData("mallory", "There is no such principal.")]
    public async Task CallerWhoIsNobody_IsRefused(string? user, string expected)
    {
        await using BearerApp app = await StartAsync();

        using HttpResponseMessage response =
            await SendAsync(app, user is null ? null : BearerApp.AppToken(user));

        Assert.Equal($"AccessDenied: {expected}", await response.Content.ReadAsStringAsync());
        Assert.Empty(await app.Store.ReadChangeLogAsync(new ChangeLogQuery(), None));
    }

    [Fact]
    public async Task UserAgent_IsKeptUpToALimit()
    {
        await using BearerApp app = await StartAsync();

        using HttpResponseMessage response =
            await SendAsync(app, BearerApp.AppToken("alice"), new string('a', 300));

        ChangeLogEntry entry = await OnlyEntryAsync(app);
        Assert.Equal(256, entry.Origin.UserAgent!.Length);
    }

    private static Task<BearerApp> StartAsync() => BearerApp.StartAsync(
        map: app => app.MapGet("/hire", HireAsync).AllowAnonymous(),
        use: app => app.Use((http, next) =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Parse("::ffff:192.0.2.7");
            return next();
        }));

    private static async Task<string> HireAsync(HttpContext http, IIamUsers users, CancellationToken ct)
    {
        try
        {
            IamCall call = await http.GetIamCallAsync(ct);
            return (await users.CreateAsync(call, new NewIamUser { Name = "frank" }, ct)).Value.Name;
        }
        catch (IamException refusal)
        {
            return $"{refusal.Code}: {refusal.Message}";
        }
    }

    private static Task<HttpResponseMessage> SendAsync(BearerApp app, string? token, string agent = "curl/8.0") =>
        app.SendAsync("/hire", request =>
        {
            request.Headers.TryAddWithoutValidation("User-Agent", agent);
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        });

    private static async Task<ChangeLogEntry> OnlyEntryAsync(BearerApp app) =>
        Assert.Single(await app.Store.ReadChangeLogAsync(new ChangeLogQuery(), None));
}
