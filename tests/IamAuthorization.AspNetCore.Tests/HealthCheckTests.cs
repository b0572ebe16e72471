using System.Security.Claims;
using System.Security.Cryptography;
using IamAuthorization.Accounts;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>What operators are told of an app that decides, decides by an older state, or cannot decide.</summary>
public sealed class HealthCheckTests
{
    private const string Canary = "canary-7f3a";

    [Fact]
    public async Task StoreAnswers_Check_IsHealthyAndTellsTheRevision()
    {
        await using WebApplication app = WithStore(new InMemoryIamStore());

        HealthReportEntry iam = await CheckAsync(app);

        Assert.Equal(HealthStatus.Healthy, iam.Status);
        Assert.Null(iam.Description);
        Assert.Equal(["revision"], iam.Data.Keys);
    }

    [Fact]
    public async Task StoreFails_Check_IsUnhealthyAndKeepsTheStoresWordsToItself()
    {
        await using WebApplication app = WithStore(new OddStore(_ => throw new InvalidDataException(Canary)));

        HealthReportEntry iam = await CheckAsync(app);

        Assert.Equal(HealthStatus.Unhealthy, iam.Status);
        Assert.Equal("the store failed", iam.Description);
        Assert.Null(iam.Exception);
    }

    [Fact]
    public async Task StoreIsSilent_Check_IsUnhealthyOnceItsTimeIsUp()
    {
        var time = new FakeTimeProvider();
        var silence = new TaskCompletionSource<IIamSnapshot>();
        await using WebApplication app = WithStore(new OddStore(_ => new(silence.Task)), time);

        // WHY not by the framework's service: it asks on another thread, maybe after the time was advanced.
        var check = ActivatorUtilities.CreateInstance<IamHealthCheck>(app.Services);
        var context = new HealthCheckContext
        {
            Registration = new HealthCheckRegistration("iam", check, HealthStatus.Unhealthy, tags: []),
        };
        Task<HealthCheckResult> asked = check.CheckHealthAsync(context, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(asked.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        HealthCheckResult iam = await asked;

        Assert.Equal(HealthStatus.Unhealthy, iam.Status);
        Assert.Equal("the store did not answer in time", iam.Description);
    }

    [Fact]
    public async Task NoStore_Check_IsUnhealthy()
    {
        await using WebApplication app = Build(_ => { });

        HealthReportEntry iam = await CheckAsync(app);

        Assert.Equal(HealthStatus.Unhealthy, iam.Status);
        Assert.Equal("the app has no store", iam.Description);
    }

    [Fact]
    public async Task OwnFailureStatus_StoreFails_IsReported()
    {
        await using WebApplication app = Build(
            builder => builder.Services.AddSingleton<IIamStore>(new OddStore(_ => throw new IOException())),
            checks => checks.AddIam(failureStatus: HealthStatus.Degraded));

        Assert.Equal(HealthStatus.Degraded, (await CheckAsync(app)).Status);
    }

    [Fact]
    public async Task BrokenPolicyFile_Check_IsDegradedUntilItIsMended()
    {
        using var folder = new PolicyFolder(PolicyFolder.Alice("orders:GetOrder"));
        await using WebApplication app = WithFiles(folder);
        await app.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);

        folder.Write($$"""{ "UserName": "alice", "{{Canary}}": 1, "{{Canary}}2": 2 }""");
        await ReloadAsync(app);
        HealthReportEntry broken = await CheckAsync(app);

        Assert.Equal(HealthStatus.Degraded, broken.Status);
        Assert.Equal(
            "the policy files have 2 error(s); the state before stays in effect", broken.Description);
        Assert.Equal(2, broken.Data["policyFileErrors"]);

        folder.Write(PolicyFolder.Alice("orders:GetOrder"));
        await ReloadAsync(app);
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);
    }

    [Fact]
    public async Task PolicyFilesNotReadYet_Check_IsUnhealthy()
    {
        using var folder = new PolicyFolder(PolicyFolder.Alice("orders:GetOrder"));
        await using WebApplication app = WithFiles(folder);

        HealthReportEntry iam = await CheckAsync(app);

        Assert.Equal(HealthStatus.Unhealthy, iam.Status);
        Assert.Equal("the policy files have not been read yet", iam.Description);
    }

    [Fact]
    public async Task NoActiveSigningKey_Check_IsDegraded()
    {
        await using WebApplication app = Build(builder =>
        {
            builder.Services.AddSingleton<IIamStore>(new InMemoryIamStore());
            new IamBuilder(builder.Services).AddSecurityTokens(tokens =>
            {
                tokens.Issuer = "https://orders.example";
                tokens.Audience = "orders";
            });
        });

        HealthReportEntry before = await CheckAsync(app);
        await app.Services.GetRequiredService<IamSigningKeys>().ListAsync(TestContext.Current.CancellationToken);
        HealthReportEntry after = await CheckAsync(app);

        Assert.Equal(HealthStatus.Degraded, before.Status);
        Assert.Equal("no signing key is active; no session can be issued", before.Description);
        Assert.Equal((0, 1), (before.Data["signingKeys"], after.Data["signingKeys"]));
        Assert.Equal(HealthStatus.Healthy, after.Status);
    }

    public static TheoryData<string, string> BrokenKeyRings => new()
    {
        { "throws", "Data Protection failed" },
        { "forgets", "Data Protection failed" },
        { "confuses", "Data Protection does not decrypt what it encrypted" },
    };

    [Theory]
    [MemberData(nameof(BrokenKeyRings))]
    public async Task KeyRingIsBroken_Check_IsUnhealthyAndKeepsItsWordsToItself(string how, string problem)
    {
        await using WebApplication app = Build(builder =>
        {
            builder.Services.AddSingleton<IIamStore>(new InMemoryIamStore());
            builder.Services.AddSingleton<IDataProtectionProvider>(new OddProtection(how));
        });

        HealthReportEntry iam = await CheckAsync(app);

        Assert.Equal(HealthStatus.Unhealthy, iam.Status);
        Assert.Equal($"{problem}; no access key and no session can be checked", iam.Description);
    }

    [Fact]
    public async Task KeyRingOfTheApp_Check_IsHealthy()
    {
        await using WebApplication app = Build(builder =>
        {
            builder.Services.AddSingleton<IIamStore>(new InMemoryIamStore());
            builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        });

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(app)).Status);
    }

    private static async Task ReloadAsync(WebApplication app) => await app.Services
        .GetRequiredService<IPolicyFiles>().ReloadAsync(TestContext.Current.CancellationToken);

    private static async Task<HealthReportEntry> CheckAsync(WebApplication app)
    {
        HealthReport report = await app.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(TestContext.Current.CancellationToken);
        HealthReportEntry iam = Assert.Single(report.Entries, entry => entry.Key == "iam").Value;
        Assert.DoesNotContain(Canary, $"{iam.Description}{string.Join(' ', iam.Data)}", StringComparison.Ordinal);
        return iam;
    }

    private static WebApplication WithStore(IIamStore store, TimeProvider? time = null) => Build(builder =>
    {
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(time ?? TimeProvider.System);
    });

    private static WebApplication WithFiles(PolicyFolder folder) => Build(
        builder => new IamBuilder(builder.Services).AddPolicyFiles(folder.Path, files => files.ReloadOnChange = false));

    private static WebApplication Build(
        Action<WebApplicationBuilder> configure, Action<IHealthChecksBuilder>? checks = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseTestServer();
        builder.Services.AddRouting();
        builder.Services.AddIamAuthorization(o =>
        {
            o.Service = "orders";
            o.AccountId = TestApp.Account;
            o.Callers.Map(TestScheme.Issuer, claims => IamCaller.User(claims.FindFirstValue("sub")));
        });
        configure(builder);
        (checks ?? (all => all.AddIam()))(builder.Services.AddHealthChecks());
        return builder.Build();
    }

    /// <summary>A key ring that is of no use.</summary>
    private sealed class OddProtection(string how) : IDataProtectionProvider, IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) =>
            how == "throws" ? throw new UnauthorizedAccessException(Canary) : plaintext;

        public byte[] Unprotect(byte[] protectedData) =>
            how == "forgets" ? throw new CryptographicException(Canary) : [.. protectedData, 0];
    }

    /// <summary>A store that answers as it is told.</summary>
    private sealed class OddStore(Func<CancellationToken, ValueTask<IIamSnapshot>> answer) : IIamStore
    {
        public ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken) =>
            answer(cancellationToken);

        public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IDisposable Subscribe(Action<IamChange> onChange) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
            ChangeLogQuery query, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
