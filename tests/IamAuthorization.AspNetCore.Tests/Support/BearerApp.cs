using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using IamAuthorization.Accounts;
using IamAuthorization.AspNetCore.Tests.Pitfalls;
using IamAuthorization.Policies;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// An app with its own STS, a role <c>Support</c> that <c>bob</c> may assume, and a JwtBearer scheme for its users.
/// </summary>
internal sealed class BearerApp : IAsyncDisposable
{
    public const string Issuer = "https://orders.example";
    public const string Audience = "orders";
    public const string AppScheme = "App";
    public const string SupportArn = $"arn:aws:iam::{TestApp.Account}:role/Support";
    public const string SupportId = "AROAEXAMPLE0123456789";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A key that the app's scheme does not know.</summary>
    public static readonly SymmetricSecurityKey ForeignKey = new([.. Enumerable.Repeat((byte)1, 32)]);

    private static readonly SymmetricSecurityKey AppKey = new(new byte[32]);

    private readonly WebApplication _app;

    private BearerApp(WebApplication app, FakeTimeProvider clock, InMemoryIamStore store)
    {
        _app = app;
        Clock = clock;
        Store = store;
    }

    /// <summary>The three ways in which endpoints ask for a caller.</summary>
    public static IReadOnlyList<string> Doors { get; } = ["/iam", "/public", "/plain"];

    public FakeTimeProvider Clock { get; }

    public InMemoryIamStore Store { get; }

    public IServiceProvider Services => _app.Services;

    public TestServer Server => _app.GetTestServer();

    public IReadOnlyList<FakeLogRecord> Logs => _app.Services.GetFakeLogCollector().GetSnapshot();

    public static IamRole Support(string? uniqueId = SupportId, string? trust = null) => new()
    {
        Arn = Arn.Parse(SupportArn),
        UniqueId = uniqueId,
        TrustPolicy = DocsApp.Policy(PolicyKind.RoleTrust, trust
            ?? $$"""
               {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{TestApp.Account}}:user/bob"},
                "Action":["sts:AssumeRole","sts:TagSession","sts:SetSourceIdentity"]}
               """),
        InlinePolicies = [new NamedPolicy("own", DocsApp.Policy(PolicyKind.InlineRole, DocsApp.Allow("*", "*")))],
    };

    public static async Task<BearerApp> StartAsync(
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? services = null,
        Action<IamAuthorizationOptions>? options = null,
        Action<IamSecurityTokenOptions>? tokens = null,
        Action<IamBearerOptions>? bearer = null,
        IEnumerable<IamEntity>? entities = null,
        Action<WebApplication>? use = null,
        bool hasAppScheme = true,
        DateTimeOffset? start = null)
    {
        var clock = new FakeTimeProvider(start ?? Start);
        var store = new InMemoryIamStore(entities ?? Entities());
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseTestServer();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddIamAuthorization(o =>
        {
            TestApp.Configure(o);
            options?.Invoke(o);
        }).AddSecurityTokens(o =>
        {
            o.Issuer = Issuer;
            o.Audience = Audience;
            tokens?.Invoke(o);
        });
        builder.Services.AddSingleton<IIamStore>(store);
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddAuthentication().AddIamBearer(bearer);
        if (hasAppScheme)
        {
            builder.Services.AddAuthentication().AddJwtBearer(AppScheme, Validate);
        }

        services?.Invoke(builder.Services);
        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        use?.Invoke(app);
        MapDoors(app);
        app.MapIamTokenEndpoint();
        map?.Invoke(app);
        await app.StartAsync();
        return new BearerApp(app, clock, store);
    }

    public static IReadOnlyList<IamEntity> Entities() =>
    [
        new IamAccount(TestApp.Account),
        DocsApp.User("alice", "*"),
        DocsApp.User("bob", "*"),
        Support(),
        new ResourcePolicy(Arn.Parse(TestApp.Prefix + "doc/1"), DocsApp.Policy(
            PolicyKind.Resource, """{"Effect":"Allow","Principal":"*","Action":"orders:GetDoc","Resource":"*"}""")),
    ];

    /// <summary>A token of the app's own scheme.</summary>
    public static string AppToken(string user, SecurityKey? key = null) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TestScheme.Issuer,
            NotBefore = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            IssuedAt = new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Expires = new DateTime(2999, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal) { [JwtRegisteredClaimNames.Sub] = user },
            SigningCredentials = new SigningCredentials(key ?? AppKey, SecurityAlgorithms.HmacSha256),
        });

    public static void Validate(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = TestScheme.Issuer,
            ValidateAudience = false,
            IssuerSigningKey = AppKey,
        };
    }

    /// <summary>A session of <c>Support</c>, issued now.</summary>
    public IamPrincipal Session(string name = "bob", TimeSpan? lifetime = null, string uniqueId = SupportId) =>
        IamPrincipal.RoleSession(
            Arn.Parse(SupportArn),
            name,
            uniqueId,
            new IamSession
            {
                IssuedAt = Clock.GetUtcNow(),
                ExpiresAt = Clock.GetUtcNow() + (lifetime ?? TimeSpan.FromHours(1)),
                Tags = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase)
                    .Add("project", "apollo"),
                IncludesRoleTags = true,
            });

    public ValueTask<string> IssueAsync(IamPrincipal? session = null) =>
        Services.GetRequiredService<AccessTokenIssuer>().IssueAsync(session ?? Session(), CancellationToken.None);

    public Task<HttpResponseMessage> SendAsync(string path, string? token = null) =>
        SendAsync(path, request => request.Headers.Authorization =
            token is null ? null : new AuthenticationHeaderValue("Bearer", token));

    public async Task<HttpResponseMessage> SendAsync(
        string path, Action<HttpRequestMessage> change, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        change(request);
        using HttpClient client = Server.CreateClient();
        return await client.SendAsync(request);
    }

    /// <summary>Sends a form to the token endpoint and reads the answer.</summary>
    public async Task<(HttpResponseMessage Response, JsonElement Json)> ExchangeAsync(
        IEnumerable<KeyValuePair<string, string>> form, Action<HttpRequestMessage>? change = null)
    {
        HttpResponseMessage response = await SendAsync(
            "/iam/token",
            request =>
            {
                request.Content = new FormUrlEncodedContent(form);
                change?.Invoke(request);
            },
            HttpMethod.Post);
        string body = await response.Content.ReadAsStringAsync();
        return (response, JsonDocument.Parse(body.Length > 0 ? body : "{}").RootElement);
    }

    public async Task CommitAsync(IEnumerable<IamEntity> puts, IEnumerable<IamEntityKey>? deletions = null)
    {
        IIamSnapshot now = await Store.GetSnapshotAsync(CancellationToken.None);
        await Store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = now.Revision,
                AccountId = "111122223333",
                Action = "iam:Test",
                Puts = [.. puts],
                Deletions = [.. deletions ?? []],
            },
            CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void MapDoors(WebApplication app)
    {
        app.MapGet("/iam", WhoIs).RequireIam("orders:GetOrder", "order/7");
        app.MapGet("/public", WhoIs).RequireIam("orders:GetDoc", "doc/1").AllowAnonymousByPolicy();
        app.MapGet("/plain", WhoIs).RequireAuthorization();
    }

    private static string WhoIs(HttpContext http) =>
        string.Join(' ', http.User.Claims.Select((Claim claim) => $"{claim.Type}={claim.Value}"));
}
