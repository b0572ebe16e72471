using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Primitives;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>Two of anything that says who calls: refused, whatever either of them proves.</summary>
[Trait("Threat", "H9")]
public sealed class TwoCredentialsThreatTests
{
    private const string Signed = "AWS4-HMAC-SHA256 Credential=AKIA/20260301/eu-west-1/orders/aws4_request, "
        + "SignedHeaders=host, Signature=00";

    private static readonly string[] Headers = ["ours", "ours again", "the app's", "garbage", "basic", "signed"];

    private static readonly string[] Queries = ["X-Amz-Signature=00", "X-Amz-Algorithm=x", "access_token="];

    private static readonly string[] Parameters =
    [
        "grant_type", "subject_token", "subject_token_type", "scope", "role_session_name", "duration_seconds",
        "external_id", "policy", "policy_arns", "tags", "transitive_tag_keys", "source_identity", "resource",
        "audience", "requested_token_type", "actor_token", "client_id",
    ];

    [Fact]
    public async Task H9_TwoHeaders_EveryPair_IsRefusedAtEveryDoor()
    {
        await using BearerApp app = await StartAsync();
        foreach ((string one, string other) in Headers.SelectMany(_ => Headers, (one, other) => (one, other)))
        {
            string[] pair = [await HeaderAsync(app, one), await HeaderAsync(app, other)];

            await AssertRefusedAsync(app, new StringValues(pair), "", $"{one} and {other}");
            await AssertRefusedAsync(app, string.Join(',', pair), "", $"{one}, joined with {other}");
        }
    }

    [Fact]
    public async Task H9_HeaderAndQuery_EveryPair_IsRefusedAtEveryDoor()
    {
        await using BearerApp app = await StartAsync();
        foreach ((string header, string query) in Headers.SelectMany(_ => Queries, (header, query) => (header, query)))
        {
            string text = query.EndsWith('=') ? query + await app.IssueAsync() : query;

            await AssertRefusedAsync(app, await HeaderAsync(app, header), "?" + text, $"{header} and {query}");
        }
    }

    [Fact]
    public async Task H9_FormParameter_GivenTwice_EveryOne_IsRefused()
    {
        await using BearerApp app = await StartAsync();
        foreach (string name in Parameters)
        {
            foreach (string other in new[] { name, name.ToUpperInvariant() })
            {
                HttpContext answer = await app.Server.SendAsync(http =>
                {
                    http.Request.Method = "POST";
                    http.Request.Path = "/iam/token";
                    http.Request.ContentType = "application/x-www-form-urlencoded";
                    http.Request.Body = new MemoryStream(Encoding.ASCII.GetBytes($"x=1&{name}=a&{other}=b"));
                });

                using var body = new StreamReader(answer.Response.Body);
                Assert.Equal(400, answer.Response.StatusCode);
                Assert.Contains("more than once", await body.ReadToEndAsync(), StringComparison.Ordinal);
            }
        }
    }

    private static Task<BearerApp> StartAsync() => BearerApp.StartAsync(
        routes => routes.MapGet("/hub", () => "in").WithMetadata(new HubMetadata(typeof(Hub))).RequireAuthorization(),
        bearer: o => o.HubTokenInQuery = true);

    private static async Task<string> HeaderAsync(BearerApp app, string kind) => kind switch
    {
        "the app's" => $"Bearer {BearerApp.AppToken("alice")}",
        "garbage" => "Bearer x",
        "basic" => "Basic YTpi",
        "signed" => Signed,
        _ => $"Bearer {await app.IssueAsync()}",
    };

    private static async Task AssertRefusedAsync(BearerApp app, StringValues headers, string query, string pair)
    {
        bool isOfHubs = query.Contains("access_token", StringComparison.Ordinal);
        foreach (string door in isOfHubs ? ["/hub"] : BearerApp.Doors)
        {
            HttpContext answer = await app.Server.SendAsync(http =>
            {
                http.Request.Path = door;
                http.Request.QueryString = new QueryString(query);
                http.Request.Headers.Authorization = headers;
            });

            Assert.True(answer.Response.StatusCode == 401, $"{pair} at {door}: {answer.Response.StatusCode}");
            Assert.Equal(
                "Bearer error=\"invalid_request\", error_description=\"the request carries two credentials\"",
                answer.Response.Headers.WWWAuthenticate.ToString());
        }
    }
}
