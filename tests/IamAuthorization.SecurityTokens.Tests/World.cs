using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.SecurityTokens.Tests;

/// <summary>An app with its own STS, a store in memory, an account of its own and a partner's.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Home = "111122223333";
    public const string Partner = "444455556666";

    private readonly ServiceCollection _services = [];
    private ServiceProvider? _provider;

    public World(params IamEntity[] entities)
    {
        Store = new InMemoryIamStore([new IamAccount(Home), new IamAccount(Partner), .. entities]);
        _services.AddSingleton<TimeProvider>(Clock);
        _services.AddSingleton<IIamStore>(_ => Front ?? Store);
        _services.AddSingleton<IHostEnvironment>(new AppFolder());
        _services.AddSingleton<SessionCredential>(
            (principal, _) => ValueTask.FromResult($"{TokenCanary} of {principal}"));
        _services.AddSingleton<IMeterFactory, Meters>();
        _services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Logs)));
        _services.Configure<IamOptions>(options =>
        {
            options.Service = "orders";
            options.AccountId = Home;
        });
        _services.AddRoles();
        _services.AddRoles();
    }

    public static string TokenCanary => "canary-0f3b";

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public JumpingClock Clock { get; } = new(Noon);

    public FakeLogCollector Logs { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public InMemoryIamStore Store { get; }

    /// <summary>What stands before the store, or null for nothing.</summary>
    public IIamStore? Front { get; init; }

    public IServiceProvider Services => _provider ??= _services.BuildServiceProvider(validateScopes: true);

    public static Arn UserArn(string name, string account = Home) => IamArn.User("aws", account, name);

    public static Arn RoleArn(string name, string account = Home) => IamArn.Role("aws", account, name);

    public static Arn PolicyArn(string name, string account = Home) => IamArn.ManagedPolicy("aws", account, name);

    public static IamPrincipal Alice(IamSession? session = null) =>
        IamPrincipal.User(UserArn("alice"), session: session);

    public static IamPrincipal Petra() => IamPrincipal.User(UserArn("petra", Partner));

    public static IamUser User(string name, string account = Home, params string[] allowed) => new()
    {
        Arn = UserArn(name, account),
        InlinePolicies = Inline(allowed),
    };

    /// <summary>A role with the statements of its trust policy.</summary>
    public static IamRole Role(string name, params string[] trust) => new()
    {
        Arn = RoleArn(name),
        UniqueId = UniqueIdOf(name),
        TrustPolicy = Document(string.Join(',', trust), PolicyKind.RoleTrust),
        SessionDurationMax = TimeSpan.FromHours(12),
    };

    public static string UniqueIdOf(string roleName) => "AROA" + roleName.ToUpperInvariant().PadRight(17, '0');

    public static ValueList<NamedPolicy> Inline(params string[] allowed) => allowed.Length == 0
        ? []
        : [new NamedPolicy("own", Document(Statement("Allow", allowed), PolicyKind.InlineUser))];

    public static PolicyDocument Document(string statements, PolicyKind kind)
    {
        PolicyReadResult result = PolicyReader.Read(
            $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""",
            kind,
            new PolicyReadOptions { Gate = PolicyGate.Stored });
        return result.Document ?? throw new ArgumentException(result.Error!.Message, nameof(statements));
    }

    public static string Statement(string effect, params string[] actions) =>
        $$"""{"Effect":"{{effect}}","Action":["{{string.Join("\",\"", actions)}}"],"Resource":"*"}""";

    /// <summary>A statement of a trust policy.</summary>
    /// <param name="principal">The Principal element as JSON, or one ARN or account id.</param>
    /// <param name="condition">The Condition element as JSON.</param>
    /// <param name="effect">Allow or Deny.</param>
    /// <param name="actions">Actions of STS; all three when left out.</param>
    public static string Trust(
        string principal, string condition = "{}", string effect = "Allow", params string[] actions)
    {
        string named = principal[0] == '{' ? principal : $$"""{"AWS":"{{principal}}"}""";
        string[] all = actions.Length > 0 ? actions : ["AssumeRole", "TagSession", "SetSourceIdentity"];
        return $$"""
            {"Effect":"{{effect}}","Principal":{{named}},"Action":["sts:{{string.Join("\",\"sts:", all)}}"],
             "Condition":{{condition}}}
            """;
    }

    public static AssumeRoleRequest Request(string role = "Agent", string session = "ticket-1") =>
        new() { RoleArn = RoleArn(role).ToString(), RoleSessionName = session };

    public static ImmutableArray<IamTag> Tags(params (string Key, string Value)[] tags) =>
        [.. tags.Select(tag => new IamTag(tag.Key, tag.Value))];

    public static ContextValues Context(params (string Key, string Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(ConditionKey.Of(value.Key), ContextValue.Of(value.Value))));

    public World With(Action<IamSecurityTokenOptions> configure)
    {
        _services.Configure(configure);
        return this;
    }

    public World With(IIamResourceTags tags)
    {
        _services.AddScoped(_ => tags);
        return this;
    }

    public MetricCollector<long> Sessions() => new(
        Services.GetRequiredService<IMeterFactory>(), SessionMetrics.MeterName, "iam.sessions");

    /// <summary>Assumes in a scope of its own.</summary>
    public async ValueTask<AssumeRoleResult> AssumeAsync(
        IamPrincipal caller,
        AssumeRoleRequest request,
        RequestContext? context = null,
        CancellationToken cancellationToken = default)
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IamSecurityTokenService>()
            .AssumeRoleAsync(caller, request, context, cancellationToken);
    }

    /// <summary>Assumes, and expects that it works.</summary>
    public async ValueTask<IamPrincipal> SessionAsync(IamPrincipal caller, AssumeRoleRequest request)
    {
        AssumeRoleResult result = await AssumeAsync(caller, request);
        Assert.True(result.IsAssumed, result.Error?.Message);
        return result.Session.Principal;
    }

    /// <summary>Assumes, and expects that it does not work.</summary>
    public async ValueTask<SecurityTokenError> ErrorAsync(
        IamPrincipal caller, AssumeRoleRequest request, RequestContext? context = null)
    {
        AssumeRoleResult result = await AssumeAsync(caller, request, context);
        Assert.False(result.IsAssumed);
        return result.Error;
    }

    public async ValueTask<DateTimeOffset> RevokeAsync(Arn principalArn)
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IamSecurityTokenService>()
            .RevokeSessionsAsync(principalArn);
    }

    public async ValueTask<IamPrincipalState> StateAsync(IamPrincipal principal)
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IIamPrincipals>().GetStateAsync(principal);
    }

    public async ValueTask<IamDecision> AskAsync(IamPrincipal principal, string action, string resource)
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IIamAuthorizer>()
            .AuthorizeAsync(principal, ActionName.Parse(action), Arn.Parse(resource));
    }

    public async ValueTask CommitAsync(params IamEntity[] puts)
    {
        IIamSnapshot snapshot = await Store.GetSnapshotAsync(CancellationToken.None);
        await Store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = snapshot.Revision,
                AccountId = "111122223333",
                Action = "iam:Test",
                Puts = [.. puts],
            }, CancellationToken.None);
    }

    public async ValueTask DeleteAsync(IamEntityKey key)
    {
        IIamSnapshot snapshot = await Store.GetSnapshotAsync(CancellationToken.None);
        await Store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = snapshot.Revision,
                AccountId = "111122223333",
                Action = "iam:Test",
                Deletions = [key],
            }, CancellationToken.None);
    }

    /// <summary>What the host does before the app's servers start.</summary>
    public async ValueTask StartAsync()
    {
        foreach (IHostedLifecycleService service in
            Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }
    }

    private sealed class Meters : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            _meters.Add(new Meter(options));
            return _meters[^1];
        }

        public void Dispose() => _meters.ForEach(meter => meter.Dispose());
    }

    internal sealed class AppFolder : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "shop";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
