using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>What an app that does not start says, to the letter.</summary>
public sealed class StartupMessageTests
{
    /// <summary>An app for each finding: its endpoints, options and services.</summary>
    public static TheoryData<string, Action<WebApplication>, Action<IamAuthorizationOptions>?,
        Action<IServiceCollection>?> Apps => new()
    {
        { "IAM1001", Order, null, services => services.AddSingleton<IAuthorizationPolicyProvider, OwnProvider>() },
        { "IAM1002", WrongParameters, null, services => services.AddHttpContextAccessor().AddSignalR() },
        { "IAM1003", OpenByGroup, null, null },
        { "IAM1004", Malformed, null, null },
        { "IAM1005", Misspelt, Declared, null },
        { "IAM1008", Order, null, services => services.AddControllers(o => o.Filters.Add(new AuthorizeFilter())) },
        { "IAM1009", Order, OutOfRange, null },
        { "IAM1010", Bare, null, services => new IamBuilder(services).RequireIamByDefault() },
        { "IAM1007", Order, null, services => new IamBuilder(services).AddSecurityTokens(Issuer) },
        { "IAM1012", Order, null, services => services.AddSingleton<IIamStartupCheck, BrokenCheck>() },
        { "IAM1014", Order, null, services => services.AddAuthentication().AddIamBearer() },
        { "IAM1015", Order, o => o.StartupChecks.Skip("IAM1007"), TwoBearers },
    };

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task App_WithAFinding_DoesNotStartAndSaysWhy(
        string id,
        Action<WebApplication> map,
        Action<IamAuthorizationOptions>? options,
        Action<IServiceCollection>? services)
    {
        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(
            () => TestApp.StartAsync(map, options, after: services, hasOpenDoors: false));

        Assert.All(refused.Findings, finding => Assert.Equal(id, finding.Id));
        GoldenFile.Matches($"startup/{id}.txt", refused.Message);
    }

    /// <summary>The same apps with the opt-out that the message names.</summary>
    [Theory]
    [MemberData(nameof(Apps))]
    public async Task App_WithTheOptOut_StartsAndWarnsOnce(
        string id,
        Action<WebApplication> map,
        Action<IamAuthorizationOptions>? options,
        Action<IServiceCollection>? services)
    {
        if (StartupCheckIds.Find(id)!.WhyNotSkipped is not null)
        {
            Assert.Throws<ArgumentException>(() => new IamStartupChecks().Skip(id));
            return;
        }

        await using TestApp app = await TestApp.StartAsync(
            map,
            o =>
            {
                options?.Invoke(o);
                o.StartupChecks.Skip(id);
            },
            after: services,
            hasOpenDoors: false);

        string[] warnings =
        [
            .. app.Logs.GetSnapshot().Where(record => record.Id.Id == 1100).Select(record => record.Message)
                .Where(message => id == "IAM1007" || !message.Contains("IAM1007", StringComparison.Ordinal)),
        ];
        Assert.NotEmpty(warnings);
        Assert.Equal(warnings.Distinct(), warnings);
        Assert.All(warnings, warning => Assert.Contains(id, warning, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PolicyFiles_WithErrors_AreOneFindingEach()
    {
        using var folder = new PolicyFolder("""{ "UserName": "alice", "Grups": [], "GroupList": ["Nobody"] }""");

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => TestApp.StartAsync(
            Order, before: services => new IamBuilder(services).AddPolicyFiles(folder.Path)));

        Assert.Equal(["IAM1006", "IAM1006"], refused.Findings.Select(finding => finding.Id));
        GoldenFile.Matches(
            "startup/IAM1006.txt", refused.Message.Replace(folder.Path, "iam", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("IAM1013", "signing-keys/one.json", "{ }")]
    [InlineData("IAM1017", "revocations.jsonl", "{}\n")]
    public async Task FolderOfKeys_WithAFileThatCannotBeRead_KeepsTheAppFromStarting(
        string id, string file, string text)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("iam");
        string path = Path.Combine(folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => TestApp.StartAsync(
            Order,
            options => options.StartupChecks.Skip("IAM1007"),
            after: services => new IamBuilder(services).AddSecurityTokens(o =>
            {
                Issuer(o);
                o.KeysFolder = folder.FullName;
            })));

        folder.Delete(recursive: true);
        GoldenFile.Matches(
            $"startup/{id}.txt", refused.Message.Replace(folder.FullName, "keys", StringComparison.Ordinal));
    }

    [Fact]
    public async Task HandlerMethodOfAPage_WithTheAttribute_KeepsTheAppFromStarting()
    {
        IamStartupException refused =
            await Assert.ThrowsAsync<IamStartupException>(() => PageDoors.StartAsync(_ => { }));

        GoldenFile.Matches("startup/IAM1016.txt", refused.Message);
    }

    [Fact]
    public async Task FileThatIsNoDatabase_KeepsTheAppFromStarting()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("iam");
        string file = Path.Combine(folder.FullName, "iam.db");
        await File.WriteAllTextAsync(file, new string('x', 4_096), TestContext.Current.CancellationToken);
        using IHost host = new HostBuilder()
            .ConfigureServices(services =>
            {
                services.Configure<IamOptions>(o => (o.Service, o.AccountId) = ("orders", "111122223333"));
                new IamBuilder(services).AddSqliteStore($"Data Source={file}");
            })
            .Build();

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        folder.Delete(recursive: true);
        GoldenFile.Matches("startup/IAM1018.txt", refused.Message);
    }

    [Fact]
    public void EveryCheck_HasItsGoldenFile() => Assert.All(
        StartupCheckIds.All, check => Assert.True(GoldenFile.Exists($"startup/{check.Id}.txt"), check.Id));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task GenericHost_WithoutUseAuthorization_DoesNotStart(bool isUsed)
    {
        using IHost host = new HostBuilder()
            .ConfigureWebHost(web => web
                .UseTestServer()
                .ConfigureServices(services =>
                {
                    services.AddRouting();
                    services.AddIamAuthorization(o => TestApp.Configure(o));
                    services.AddSingleton<IIamStore, InMemoryIamStore>();
                })
                .Configure(app =>
                {
                    app.UseRouting();
                    app = isUsed ? app.UseAuthorization() : app;
                    app.UseEndpoints(routes => routes.MapGet("/", () => "ran").RequireIam("orders:Get", "*"));
                }))
            .Build();

        Exception? refused = await Record.ExceptionAsync(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        if (isUsed)
        {
            Assert.Null(refused);
        }
        else
        {
            GoldenFile.Matches("startup/IAM1011.txt", Assert.IsType<IamStartupException>(refused).Message);
        }
    }

    [Fact]
    public async Task App_WithManyFindings_TellsAllOfThemAtOnce()
    {
        using var folder = new PolicyFolder("{");

        IamStartupException refused = await Assert.ThrowsAsync<IamStartupException>(() => TestApp.StartAsync(
            app =>
            {
                WrongParameters(app);
                OpenByGroup(app);
                Malformed(app);
                Misspelt(app);
                Bare(app);
            },
            Declared,
            before: services => new IamBuilder(services).AddPolicyFiles(folder.Path),
            after: services =>
            {
                services.AddControllers(o => o.Filters.Add(new AuthorizeFilter()));
                services.AddSingleton<IAuthorizationPolicyProvider, OwnProvider>();
                services.AddHttpContextAccessor().AddSignalR();
                services.Configure<IamAuthorizerOptions>(o => o.DecisionLogLength = 0);
                new IamBuilder(services).RequireIamByDefault();
            },
            hasOpenDoors: false));

        Assert.Equal(
            [
                "IAM1001", "IAM1002", "IAM1003", "IAM1004", "IAM1005", "IAM1006", "IAM1008", "IAM1009", "IAM1010",
            ],
            refused.Findings.Select(finding => finding.Id).Distinct());
        GoldenFile.Matches(
            "startup/several.txt", refused.Message.Replace(folder.Path, "iam", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ActionOfAnotherService_IsNotComparedWithTheDeclaredOnes()
    {
        await using TestApp app = await TestApp.StartAsync(
            routes =>
            {
                routes.MapGet("/users", () => "ran").RequireIam("iam:GetUser", "*");
                routes.MapGet("/orders", () => "ran").RequireIam("ORDERS:getorder", "*");
            },
            Declared);

        Assert.Equal(System.Net.HttpStatusCode.OK, await app.StatusAsync("/orders"));
    }

    private static void Issuer(IamSecurityTokenOptions options) =>
        (options.Issuer, options.Audience) = ("https://orders.example", "orders");

    private static void TwoBearers(IServiceCollection services)
    {
        new IamBuilder(services).AddSecurityTokens(Issuer);
        services.AddAuthentication().AddJwtBearer("Staff", _ => { }).AddJwtBearer("Guests", _ => { }).AddIamBearer();
    }

    private static void Declared(IamAuthorizationOptions options) => options.Actions.Add("orders:GetOrder");

    private static void OutOfRange(IamAuthorizationOptions options) =>
        (options.Service, options.AccountId) = ("Orders", "12");

    private static void Order(WebApplication app) =>
        app.MapGet("/orders/{id}", () => "ran").RequireIam("orders:GetOrder", "order/{id}");

    private static void WrongParameters(WebApplication app)
    {
        app.MapGet("/orders/{id}/{line}", () => "ran").RequireIam("orders:GetOrder", "order/{number}");
        app.MapPost("/orders", () => "ran").RequireIam("orders:GetOrder", "order/{id}");
        app.MapHub<PriceHub>("/prices/{shop}");
    }

    private static void OpenByGroup(WebApplication app) => app.MapGroup("/open").AllowAnonymous()
        .MapGet("{id}", () => "ran").RequireIam("orders:GetOrder", "order/{id}").WithDisplayName("Read an order");

    private static void Malformed(WebApplication app)
    {
        app.MapGet("/action", () => "ran").RequireIam("GetOrder", "*");
        app.MapGet("/template/{id}", () => "ran").RequireIam("orders:GetOrder", "order/{id:int}");
    }

    private static void Misspelt(WebApplication app) =>
        app.MapDelete("/misspelt", () => "ran").RequireIam("orders:GetOrdr", "*");

    private static void Bare(WebApplication app)
    {
        app.MapMethods("/bare", ["PUT", "PATCH"], () => "ran");
        app.MapGet("/signed-in", () => "ran").RequireAuthorization();
        app.Map("/any/{**path}", () => "ran");
    }

    private sealed class OwnProvider : IAuthorizationPolicyProvider
    {
        public Task<AuthorizationPolicy> GetDefaultPolicyAsync() =>
            Task.FromResult(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());

        public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(null);

        public async Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) => await GetDefaultPolicyAsync();
    }

    private sealed class BrokenCheck : IIamStartupCheck
    {
        public ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the disk is gone");
    }

    [IamAuthorize("orders:WatchPrices", "shop/{shop}")]
    private sealed class PriceHub : Hub
    {
        [IamAuthorize("orders:SetPrice", "price/{article}")]
        public Task SetAsync(string article, decimal price) => Clients.All.SendAsync(article, price);

        [IamAuthorize("orders:GetPrice", "price/{article}")]
        public Task GetAsync(string name) => Clients.All.SendAsync(name);
    }
}
