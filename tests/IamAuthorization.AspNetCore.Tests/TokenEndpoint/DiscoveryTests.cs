using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IamAuthorization.AspNetCore.Tests;

public sealed class DiscoveryTests
{
    private const string Discovery = "/.well-known/openid-configuration";
    private const string Keys = "/.well-known/jwks.json";

    [Fact]
    public async Task Discovery_OfTheIssuer_SaysWhereKeysAndTokensAre()
    {
        await using BearerApp app = await BearerApp.StartAsync();

        HttpResponseMessage response = await app.SendAsync(Discovery);

        JsonElement json = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("public, max-age=300", response.Headers.CacheControl!.ToString());
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(BearerApp.Issuer, json.GetProperty("issuer").GetString());
        Assert.Equal(BearerApp.Issuer + Keys, json.GetProperty("jwks_uri").GetString());
        Assert.Equal(BearerApp.Issuer + "/iam/token", json.GetProperty("token_endpoint").GetString());
        Assert.Equal(["ES256"], Texts(json, "id_token_signing_alg_values_supported"));
        Assert.Equal(["none"], Texts(json, "token_endpoint_auth_methods_supported"));
        Assert.Equal(["urn:ietf:params:oauth:grant-type:token-exchange"], Texts(json, "grant_types_supported"));
        Assert.Equal(["public"], Texts(json, "subject_types_supported"));
        Assert.Equal(["none"], Texts(json, "response_types_supported"));
    }

    [Theory]
    [InlineData(60, "public, max-age=300")]
    [InlineData(2, "public, max-age=120")]
    [InlineData(0, "public, max-age=0")]
    public async Task Keys_AreKeptNoLongerThanNewOnesArePublishedBeforeTheySign(int leadMinutes, string cacheControl)
    {
        await using BearerApp app = await BearerApp.StartAsync(
            tokens: o => o.SigningKeyLead = TimeSpan.FromMinutes(leadMinutes));

        HttpResponseMessage response = await app.SendAsync(Keys);

        Assert.Equal(cacheControl.Split(", "), response.Headers.GetValues("Cache-Control").Single().Split(", "));
    }

    [Fact]
    public async Task Keys_ArePublicOnes()
    {
        await using BearerApp app = await BearerApp.StartAsync();

        string body = await (await app.SendAsync(Keys)).Content.ReadAsStringAsync();

        Assert.All(JsonDocument.Parse(body).RootElement.GetProperty("keys").EnumerateArray(), key => Assert.Equal(
            ["alg", "crv", "kid", "kty", "use", "x", "y"],
            key.EnumerateObject().Select(member => member.Name).Order()));
    }

    [Theory]
    [InlineData(Discovery)]
    [InlineData(Keys)]
    public async Task Documents_HeadAndOtherMethods_AnswerAsTheyShould(string path)
    {
        await using BearerApp app = await BearerApp.StartAsync();

        HttpResponseMessage get = await app.SendAsync(path);
        HttpResponseMessage head = await app.SendAsync(path, _ => { }, HttpMethod.Head);
        HttpResponseMessage post = await app.SendAsync(path, _ => { }, HttpMethod.Post);

        Assert.Equal(
            (await get.Content.ReadAsByteArrayAsync()).Length, (int)head.Content.Headers.ContentLength!.Value);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Theory]
    [InlineData("", "/tenant/.well-known/jwks.json", HttpStatusCode.OK)]
    [InlineData("", "/.well-known/jwks.json", HttpStatusCode.NotFound)]
    [InlineData("/tenant", "/tenant/.well-known/jwks.json", HttpStatusCode.OK)]
    [InlineData("/tenant", "/tenant/tenant/.well-known/jwks.json", HttpStatusCode.NotFound)]
    public async Task Documents_OfAnIssuerWithAPath_StandUnderIt(
        string pathBase, string path, HttpStatusCode expected)
    {
        await using BearerApp app = await BearerApp.StartAsync(
            tokens: o => o.Issuer = BearerApp.Issuer + "/tenant");

        HttpContext answer = await app.Server.SendAsync(http =>
        {
            http.Request.Method = "GET";
            http.Request.PathBase = pathBase;
            http.Request.Path = path[pathBase.Length..];
        });

        Assert.Equal(expected, (HttpStatusCode)answer.Response.StatusCode);
    }

    [Fact]
    public async Task StockJwtBearer_OfAnotherService_AcceptsTheTokenAndNothingElse()
    {
        await using BearerApp app = await BearerApp.StartAsync(start: TimeProvider.System.GetUtcNow());
        await using WebApplication billing = await OtherServiceAsync(app);
        TokenForge forge = await TokenForge.OfAsync(app);

        (string Token, HttpStatusCode Expected)[] cases =
        [
            (forge.Token, HttpStatusCode.OK),
            (forge.Flip(1), HttpStatusCode.Unauthorized),
            (forge.With(payload: claims => claims["aud"] = "billing"), HttpStatusCode.Unauthorized),
            (forge.With(header => header["alg"] = "none", sign: _ => []), HttpStatusCode.Unauthorized),
        ];
        foreach ((string token, HttpStatusCode expected) in cases)
        {
            using HttpClient client = billing.GetTestClient();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            HttpResponseMessage response = await client.GetAsync("/who");
            Assert.Equal(expected, response.StatusCode);
            if (expected == HttpStatusCode.OK)
            {
                Assert.Equal(
                    $"arn:aws:sts::{TestApp.Account}:assumed-role/Support/bob",
                    await response.Content.ReadAsStringAsync());
            }
        }
    }

    private static async Task<WebApplication> OtherServiceAsync(BearerApp app)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting().AddAuthorization();
        builder.Services.AddAuthentication().AddJwtBearer(o =>
        {
            o.Authority = BearerApp.Issuer;
            o.Audience = BearerApp.Audience;
            o.MapInboundClaims = false;
            o.BackchannelHttpHandler = app.Server.CreateHandler();
        });
        WebApplication billing = builder.Build();
        billing.UseRouting();
        billing.UseAuthentication();
        billing.UseAuthorization();
        billing.MapGet("/who", (HttpContext http) => http.User.FindFirst("sub")?.Value).RequireAuthorization();
        await billing.StartAsync();
        return billing;
    }

    private static IEnumerable<string?> Texts(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(item => item.GetString());
}
