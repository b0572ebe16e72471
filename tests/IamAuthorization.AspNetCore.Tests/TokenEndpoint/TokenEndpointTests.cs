using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class TokenEndpointTests
{
    private const string Grant = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string Jwt = "urn:ietf:params:oauth:token-type:jwt";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>Bodies by type: what is not a form is not read.</summary>
    public static TheoryData<string?, HttpStatusCode> ContentTypes => new()
    {
        { null, HttpStatusCode.UnsupportedMediaType },
        { "application/json", HttpStatusCode.UnsupportedMediaType },
        { "multipart/form-data; boundary=x", HttpStatusCode.UnsupportedMediaType },
        { "text/plain", HttpStatusCode.UnsupportedMediaType },
        { FormType + "; charset=utf-7", HttpStatusCode.UnsupportedMediaType },
        { FormType + ", application/json", HttpStatusCode.UnsupportedMediaType },
        { FormType, HttpStatusCode.OK },
        { FormType + "; charset=UTF-8", HttpStatusCode.OK },
        { "Application/X-WWW-Form-Urlencoded", HttpStatusCode.OK },
    };

    /// <summary>Where a request comes from, and whether it may without HTTPS.</summary>
    public static TheoryData<string?, string, bool, HttpStatusCode> Connections => new()
    {
        { null, "http", true, HttpStatusCode.OK },
        { "127.0.0.1", "http", true, HttpStatusCode.OK },
        { "::1", "http", true, HttpStatusCode.OK },
        { "::ffff:127.0.0.1", "http", true, HttpStatusCode.OK },
        { "203.0.113.7", "http", true, HttpStatusCode.BadRequest },
        { "10.0.0.1", "http", true, HttpStatusCode.BadRequest },
        { "203.0.113.7", "https", true, HttpStatusCode.OK },
        { "203.0.113.7", "http", false, HttpStatusCode.OK },
    };

    /// <summary>Subject tokens that prove nobody, and what is told: no more than a 401 would.</summary>
    public static TheoryData<string, string> BadSubjects => new()
    {
        { "garbage", "the subject token is not valid" },
        { "another key's", "the subject token is not valid" },
        { "ours as the app's", "the subject token is not valid" },
        { "a stranger's", "the subject token: there is no such principal" },
        { "the app's as ours", "the subject token: the token is not signed with ES256" },
        { "expired", "the subject token: the token has expired" },
        { "revoked", "the subject token: the session has been revoked" },
        { "of a role that is gone", "the subject token: the role of the session is gone" },
    };

    [Fact]
    public async Task Exchange_OfAUser_IsASessionThatWorks()
    {
        await using BearerApp app = await BearerApp.StartAsync();

        (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(Form("bob"));

        string arn = $"arn:aws:sts::{TestApp.Account}:assumed-role/Support/bob";
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("no-cache", response.Headers.Pragma.ToString());
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            [
                "access_token", "issued_token_type", "token_type", "expires_in", "assumed_role_arn",
                "assumed_role_id",
            ],
            json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(AccessToken, json.GetProperty("issued_token_type").GetString());
        Assert.Equal("Bearer", json.GetProperty("token_type").GetString());
        Assert.Equal(3600, json.GetProperty("expires_in").GetInt32());
        Assert.Equal(arn, json.GetProperty("assumed_role_arn").GetString());
        Assert.Equal($"{BearerApp.SupportId}:bob", json.GetProperty("assumed_role_id").GetString());
        string token = json.GetProperty("access_token").GetString()!;
        Assert.InRange(token.Length, 1, 1_024);
        HttpResponseMessage used = await app.SendAsync("/iam", token);
        Assert.Contains(arn, await used.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchange_WithLimits_TellsHowMuchRoomTheyTake()
    {
        await using BearerApp app = await BearerApp.StartAsync();

        (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(
        [
            .. Form("bob"), new("duration_seconds", "900"), new("source_identity", "robert"),
            new("tags", """{"project":"apollo"}"""), new("transitive_tag_keys", """["project"]"""),
            new("policy", $$"""{"Version":"2012-10-17","Statement":[{{Statement("orders:GetDoc")}}]}"""),
        ]);

        Assert.True(response.IsSuccessStatusCode, json.ToString());
        Assert.Equal(900, json.GetProperty("expires_in").GetInt32());
        Assert.Equal("robert", json.GetProperty("source_identity").GetString());
        Assert.InRange(json.GetProperty("packed_policy_size").GetInt32(), 1, 100);
        string? token = json.GetProperty("access_token").GetString();
        Assert.Equal(HttpStatusCode.OK, (await app.SendAsync("/public", token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.SendAsync("/iam", token)).StatusCode);
    }

    [Fact]
    public async Task Exchange_OfASession_ChainsRoles()
    {
        await using BearerApp app = await BearerApp.StartAsync();
        await app.CommitAsync([BearerApp.Support(trust: $$"""
            {"Effect":"Allow","Principal":{"AWS":["{{BearerApp.SupportArn}}"]},"Action":"sts:AssumeRole"}
            """)]);

        (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(
            Form(await app.IssueAsync(), AccessToken, "chained"));

        Assert.True(response.IsSuccessStatusCode, json.ToString());
        Assert.EndsWith(
            "/Support/chained", json.GetProperty("assumed_role_arn").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchange_RoleTheCallerMayNotAssume_IsInvalidScopeWithAwssCode()
    {
        await using BearerApp app = await BearerApp.StartAsync();

        (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(Form("alice"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_scope", json.GetProperty("error").GetString());
        Assert.Equal("AccessDenied", json.GetProperty("aws_error_code").GetString());
        Assert.Contains(
            $"User: {TestApp.Alice} is not authorized to perform: sts:AssumeRole",
            json.GetProperty("error_description").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("role_session_name", "b")]
    [InlineData("duration_seconds", "1")]
    [InlineData("duration_seconds", "43201")]
    [InlineData("policy", "{}")]
    [InlineData("tags", """{"a":"1","A":"2"}""")]
    [InlineData("transitive_tag_keys", """["b"]""")]
    [InlineData("source_identity", "aws:x")]
    public async Task Exchange_ValueTheStsRefuses_IsInvalidRequestWithAwssCode(string name, string value)
    {
        await using BearerApp app = await BearerApp.StartAsync();

        (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(
            [.. Form("bob").Where(pair => pair.Key != name), new(name, value)]);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request", json.GetProperty("error").GetString());
        Assert.NotEmpty(json.GetProperty("aws_error_code").GetString()!);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Exchange_ConditionOnTheRequest_SeesIt()
    {
        await using BearerApp app = await BearerApp.StartAsync();
        await app.CommitAsync([BearerApp.Support(trust: $$"""
            {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{TestApp.Account}}:user/bob"},
             "Action":"sts:AssumeRole","Condition":{
               "StringEquals":{"aws:UserAgent":"till","sts:ExternalId":"x-1"}
             } }
            """)]);

        (HttpResponseMessage with, _) = await ExchangeAsync(app, "till", "x-1");
        (HttpResponseMessage withoutAgent, _) = await ExchangeAsync(app, "other", "x-1");
        (HttpResponseMessage withoutId, _) = await ExchangeAsync(app, "till", "x-2");

        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest],
            [with.StatusCode, withoutAgent.StatusCode, withoutId.StatusCode]);
    }

    [Theory]
    [MemberData(nameof(ContentTypes))]
    public async Task Body_OfAType_IsReadWhereItIsAForm(string? type, HttpStatusCode expected)
    {
        await using BearerApp app = await BearerApp.StartAsync();

        HttpContext answer = await PostAsync(app, await BodyAsync("bob"), http => http.Request.ContentType = type);

        Assert.Equal(expected, (HttpStatusCode)answer.Response.StatusCode);
    }

    [Theory]
    [InlineData(0, true, HttpStatusCode.OK)]
    [InlineData(0, false, HttpStatusCode.OK)]
    [InlineData(1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(1, false, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Body_LongerThanTheLimit_IsRefusedUnread(int beyond, bool tellsLength, HttpStatusCode expected)
    {
        await using BearerApp app = await BearerApp.StartAsync();
        string form = await BodyAsync("bob") + "&x=";
        string body = form + new string('a', TokenEndpoint.BodyBytesMax + beyond - form.Length);

        HttpContext answer = await PostAsync(
            app, body, http => http.Request.ContentLength = tellsLength ? body.Length : null);

        Assert.Equal(expected, (HttpStatusCode)answer.Response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Connections))]
    public async Task Request_WithoutHttps_IsTakenFromThisMachineOnly(
        string? address, string scheme, bool requires, HttpStatusCode expected)
    {
        await using BearerApp app = await BearerApp.StartAsync(
            routes => routes.MapIamTokenEndpoint("/own/token", o => o.RequireHttps = requires));

        HttpContext answer = await PostAsync(app, await BodyAsync("bob"), http =>
        {
            http.Request.Path = "/own/token";
            http.Request.Scheme = scheme;
            http.Connection.RemoteIpAddress = address is null ? null : IPAddress.Parse(address);
        });

        Assert.Equal(expected, (HttpStatusCode)answer.Response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(BadSubjects))]
    [Trait("Threat", "L4")]
    public async Task L4_SubjectToken_Bad_IsToldNoMoreThanA401Would(string subject, string told)
    {
        await using BearerApp app = await BearerApp.StartAsync();
        string ours = await app.IssueAsync();
        (string token, string type) = subject switch
        {
            "garbage" => ("x", Jwt),
            "another key's" => (BearerApp.AppToken("bob", BearerApp.ForeignKey), Jwt),
            "ours as the app's" => (ours, Jwt),
            "a stranger's" => (BearerApp.AppToken("stranger"), Jwt),
            "the app's as ours" => (BearerApp.AppToken("bob"), AccessToken),
            _ => (ours, AccessToken),
        };
        await EndAsync(app, subject);

        (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(Form(token, type, "bob"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request", json.GetProperty("error").GetString());
        Assert.Equal(told, json.GetProperty("error_description").GetString());
        Assert.False(json.TryGetProperty("aws_error_code", out _));
    }

    [Fact]
    public async Task SubjectToken_OfTheApp_WhereTheAppHasNoScheme_IsRefused()
    {
        await using BearerApp app = await BearerApp.StartAsync(hasAppScheme: false);

        (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(Form("bob"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith(
            "this app has no tokens of that type", json.GetProperty("error_description").GetString());
    }

    [Fact]
    [Trait("Threat", "H9")]
    public async Task H9_AuthorizationHeader_BesideTheSubjectToken_IsRefused()
    {
        await using BearerApp app = await BearerApp.StartAsync();
        string ours = await app.IssueAsync();
        foreach (string header in new[] { $"Bearer {ours}", $"Bearer {BearerApp.AppToken("bob")}", "Basic YTpi", "x" })
        {
            (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(
                Form("bob"), request => request.Headers.TryAddWithoutValidation("Authorization", header));

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(
                "two credentials", json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AppsEvents_ThatRefuse_RunOnSubjectTokens()
    {
        await using BearerApp app = await BearerApp.StartAsync(
            services: services => services.Configure<JwtBearerOptions>(
                BearerApp.AppScheme,
                o => o.Events.OnTokenValidated = context =>
                {
                    context.Fail("not today");
                    return Task.CompletedTask;
                }));

        (HttpResponseMessage response, JsonElement json) = await app.ExchangeAsync(Form("bob"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("the subject token is not valid", json.GetProperty("error_description").GetString());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    public async Task Method_OtherThanPost_IsNotAllowed(string method)
    {
        await using BearerApp app = await BearerApp.StartAsync();

        HttpResponseMessage response = await app.SendAsync("/iam/token", _ => { }, new HttpMethod(method));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Theory]
    [InlineData("iam/token")]
    [InlineData("/iam/{x}")]
    [InlineData("")]
    public async Task Map_PathThatIsNone_IsRefusedAtOnce(string path) => await Assert.ThrowsAsync<ArgumentException>(
        () => BearerApp.StartAsync(routes => routes.MapIamTokenEndpoint(path)));

    [Fact]
    public void Map_WithoutSts_SaysWhatIsMissing()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        builder.Services.AddIamAuthorization(o => TestApp.Configure(o));

        InvalidOperationException refused =
            Assert.Throws<InvalidOperationException>(() => builder.Build().MapIamTokenEndpoint());

        Assert.Contains("AddSecurityTokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequireIamByDefault_OfTheApp_TakesTheEndpointsAsTheyAre()
    {
        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => BearerApp.StartAsync(
            services: services => services.AddIamAuthorization(_ => { }).RequireIamByDefault()));

        Assert.Contains("/plain", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("/iam/token", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".well-known", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bob", true, null)]
    [InlineData("alice", false, "is not authorized to perform: sts:AssumeRole")]
    [InlineData(null, false, "The request carries no credentials.")]
    [InlineData("stranger", false, "There is no such principal.")]
    public async Task AssumeRole_InCode_IsForTheCallerOfTheRequest(string? user, bool isAssumed, string? message)
    {
        AssumeRoleResult? result = null;
        await using BearerApp app = await BearerApp.StartAsync(routes => routes.MapGet(
            "/assume",
            async (HttpContext http, IamSecurityTokenService sts) =>
            {
                result = await sts.AssumeRoleAsync(
                    http, new AssumeRoleRequest { RoleArn = BearerApp.SupportArn, RoleSessionName = "code" });
            }));

        await app.SendAsync("/assume", user is null ? null : BearerApp.AppToken(user));

        Assert.Equal(isAssumed, result!.IsAssumed);
        Assert.Contains(message ?? "", result.Error?.Message ?? "", StringComparison.Ordinal);
        Assert.Equal(isAssumed ? null : "AccessDenied", result.Error?.Code);
    }

    private static KeyValuePair<string, string>[] Form(string user) => Form(BearerApp.AppToken(user), Jwt, user);

    private static KeyValuePair<string, string>[] Form(string token, string type, string sessionName) =>
    [
        new("grant_type", Grant), new("subject_token", token), new("subject_token_type", type),
        new("scope", BearerApp.SupportArn), new("role_session_name", sessionName),
    ];

    private static string Statement(string action) => $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"*"}""";

    private static Task<(HttpResponseMessage Response, JsonElement Json)> ExchangeAsync(
        BearerApp app, string agent, string externalId) => app.ExchangeAsync(
            [.. Form("bob"), new("external_id", externalId)],
            request => request.Headers.UserAgent.Add(new ProductInfoHeaderValue(new ProductHeaderValue(agent))));

    private static async Task<string> BodyAsync(string user)
    {
        using var form = new FormUrlEncodedContent(Form(user));
        return await form.ReadAsStringAsync();
    }

    private static Task<HttpContext> PostAsync(BearerApp app, string body, Action<HttpContext> change) =>
        app.Server.SendAsync(http =>
        {
            http.Request.Method = "POST";
            http.Request.Path = "/iam/token";
            http.Request.ContentType = FormType;
            http.Request.Body = new MemoryStream(Encoding.ASCII.GetBytes(body));
            change(http);
        });

    private static async Task EndAsync(BearerApp app, string subject)
    {
        switch (subject)
        {
            case "expired":
                app.Clock.Advance(TimeSpan.FromHours(1));
                break;
            case "revoked":
                app.Clock.Advance(TimeSpan.FromSeconds(1));
                await app.CommitAsync([new SessionRevocation
                {
                    PrincipalArn = Arn.Parse(BearerApp.SupportArn),
                    ValidFrom = app.Clock.GetUtcNow(),
                }]);
                break;
            case "of a role that is gone":
                await app.CommitAsync([], [BearerApp.Support().Key]);
                break;
        }
    }
}
