using System.Net;
using System.Security.Claims;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// An app on a real server with a real authorizer, whose store and clock the test moves. Users are sessions of the role
/// <c>agent</c>, with what <see cref="SessionFacts"/> say.
/// </summary>
internal sealed class LiveApp : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    public static readonly Arn AgentArn = IamArn.Role("aws", TestApp.Account, "agent");

    private readonly WebApplication _app;
    private readonly MetricCollector<long> _closed;

    private LiveApp(WebApplication app, InMemoryIamStore store, FailingStore failing, JumpingClock clock)
    {
        _app = app;
        Store = store;
        Failing = failing;
        Clock = clock;
        _closed = new MetricCollector<long>(
            app.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(),
            "IamAuthorization",
            "iam.connections.closed");
    }

    public InMemoryIamStore Store { get; }

    public FailingStore Failing { get; }

    public JumpingClock Clock { get; }

    public IServiceProvider Services => _app.Services;

    public ConnectionMonitor Connections => _app.Services.GetRequiredService<ConnectionMonitor>();

    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
        .Addresses.First());

    /// <summary>The reasons for which connections were closed, as the metric tells them.</summary>
    public IEnumerable<string?> Reasons =>
        _closed.GetMeasurementSnapshot().Select(measured => measured.Tags["iam.reason"]?.ToString());

    public IEnumerable<FakeLogRecord> ClosedLogs =>
        Services.GetFakeLogCollector().GetSnapshot().Where(record => record.Id.Id == 3200);

    public static async Task<LiveApp> StartAsync(
        Action<WebApplication> map,
        Action<IServiceCollection>? add = null,
        Action<IamAuthorizationOptions>? options = null,
        HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var clock = new JumpingClock(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var store = new InMemoryIamStore([Agent("orders:*")]);
        var failing = new FailingStore(store);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Logging.AddFakeLogging();
        builder.Services.AddRouting();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IIamStore>(failing);
        builder.Services.AddSingleton<SessionFacts>();
        builder.Services.AddIamAuthorization(o =>
        {
            TestApp.Configure(o, user => IamCaller.Role("agent", user.FindFirstValue("sub")));
            o.StartupChecks.Skip("IAM1002").Skip("IAM1003");
            options?.Invoke(o);
        });
        builder.Services.Wrap<IIamPrincipals>((services, inner) =>
            new SessionPrincipals(inner, services.GetRequiredService<SessionFacts>()));
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TestScheme>(TestScheme.Name, null);
        add?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new LiveApp(app, store, failing, clock);
    }

    public static IamRole Agent(params string[] actions) => new()
    {
        Arn = AgentArn,
        UniqueId = "AROAAGENT",
        TrustPolicy = PolicyDocument.Parse(
            """
            {
              "Version": "2012-10-17",
              "Statement": { "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }
            }
            """,
            PolicyKind.RoleTrust),
        InlinePolicies =
        [
            new NamedPolicy("own", PolicyDocument.Parse(
                $$"""
                {
                  "Version": "2012-10-17",
                  "Statement": {
                    "Effect": "Allow",
                    "Action": [{{string.Join(", ", actions.Select(action => $"\"{action}\""))}}],
                    "Resource": "*"
                  }
                }
                """,
                PolicyKind.InlineRole)),
        ],
    };

    public static ResourcePolicy OpenToAll(string resource, string action) => new(
        Arn.Parse(TestApp.Prefix + resource),
        PolicyDocument.Parse(
            $$"""
            {
              "Version": "2012-10-17",
              "Statement": {
                "Effect": "Allow",
                "Principal": "*",
                "Action": "{{action}}",
                "Resource": "{{TestApp.Prefix}}{{resource}}"
              }
            }
            """,
            PolicyKind.Resource));

    public async Task CommitAsync(params IamEntity[] puts) => await Store.CommitAsync(
        new IamCommit
        {
            ExpectedRevision = await RevisionAsync(),
            AccountId = "111122223333",
            Action = "iam:Test",
            Puts = [.. puts],
        },
        TestContext.Current.CancellationToken);

    public async Task DeleteAsync(IamEntityKey key) => await Store.CommitAsync(
        new IamCommit
        {
            ExpectedRevision = await RevisionAsync(),
            AccountId = "111122223333",
            Action = "iam:Test",
            Deletions = [key],
        },
        TestContext.Current.CancellationToken);

    /// <summary>The connections that are open.</summary>
    public IReadOnlyList<LiveConnection> Monitored() => Connections.Snapshot();

    /// <summary>Moves the clock in steps of a beat, so that each is seen.</summary>
    public void Pass(TimeSpan time)
    {
        for (TimeSpan passed = TimeSpan.Zero; passed < time; passed += ConnectionMonitor.Beat)
        {
            Clock.Advance(ConnectionMonitor.Beat);
        }
    }

    /// <summary>Waits, without sleeping, until something holds that other threads bring about.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, "Nothing happened for too long.");
            await Task.Yield();
        }
    }

    public HttpRequestMessage Request(string path, string? accept = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        request.Headers.TryAddWithoutValidation("Authorization", "Test alice");
        request.Headers.TryAddWithoutValidation("Accept", accept is null ? [] : [accept]);
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<long> RevisionAsync() =>
        (await Store.GetSnapshotAsync(TestContext.Current.CancellationToken)).Revision;

    /// <summary>The facts of every session made from now on.</summary>
    internal sealed class SessionFacts
    {
        public IamSession? Session { get; set; }
    }

    /// <summary>A store that fails when told to.</summary>
    internal sealed class FailingStore(InMemoryIamStore inner) : IIamStore
    {
        public Func<Exception>? Fault { get; set; }

        public bool Hangs { get; set; }

        public async ValueTask<IIamSnapshot> GetSnapshotAsync(CancellationToken cancellationToken)
        {
            if (Hangs)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return Fault is null ? await inner.GetSnapshotAsync(cancellationToken) : throw Fault();
        }

        public ValueTask<long> CommitAsync(IamCommit commit, CancellationToken cancellationToken) =>
            inner.CommitAsync(commit, cancellationToken);

        public IDisposable Subscribe(Action<IamChange> onChange) => inner.Subscribe(onChange);

        public ValueTask<IReadOnlyList<ChangeLogEntry>> ReadChangeLogAsync(
            ChangeLogQuery query, CancellationToken cancellationToken) =>
            inner.ReadChangeLogAsync(query, cancellationToken);
    }

    private sealed class SessionPrincipals(IIamPrincipals inner, SessionFacts facts) : IIamPrincipals
    {
        public ValueTask<IamPrincipal?> FindUserAsync(
            string accountId, string name, IamSession? session = null, CancellationToken cancellationToken = default) =>
            inner.FindUserAsync(accountId, name, session ?? facts.Session, cancellationToken);

        public ValueTask<IamPrincipal?> FindRoleSessionAsync(
            string accountId,
            string roleName,
            string sessionName,
            IamSession? session = null,
            CancellationToken cancellationToken = default) =>
            inner.FindRoleSessionAsync(accountId, roleName, sessionName, session ?? facts.Session, cancellationToken);

        public ValueTask<IamPrincipalState> GetStateAsync(
            IamPrincipal principal, CancellationToken cancellationToken = default) =>
            inner.GetStateAsync(principal, cancellationToken);
    }
}
