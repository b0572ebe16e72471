using System.Collections.Immutable;
using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.Authorizer.Tests;

/// <summary>An app with a store in memory, one account of its own and a second one.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Home = "111122223333";
    public const string Other = "444455556666";

    private readonly ServiceCollection _services = [];
    private ServiceProvider? _provider;

    public World(params IamEntity[] entities)
    {
        Store = new FaultyStore(new InMemoryIamStore([new IamAccount(Home), new IamAccount(Other), .. entities]));
        _services.AddSingleton<TimeProvider>(Clock);
        _services.AddSingleton<IIamStore>(Store);
        _services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Logs)));
        _services.Configure<IamOptions>(options =>
        {
            options.Service = "orders";
            options.AccountId = Home;
        });
        _services.AddIamCore();
        _services.AddIamCore();
    }

    public static Arn Order { get; } = Arn.Parse($"arn:aws:orders::{Home}:order/1");

    public static ActionName GetOrder { get; } = ActionName.Parse("orders:GetOrder");

    public JumpingClock Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public FakeLogCollector Logs { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public FaultyStore Store { get; }

    public IServiceProvider Services => _provider ??= _services.BuildServiceProvider(validateScopes: true);

    public static Arn UserArn(string name, string account = Home) => IamArn.User("aws", account, name);

    public static Arn RoleArn(string name, string account = Home) => IamArn.Role("aws", account, name);

    public static Arn PolicyArn(string name, string account = Home) => IamArn.ManagedPolicy("aws", account, name);

    public static IamPrincipal Alice(IamSession? session = null) =>
        IamPrincipal.User(UserArn("alice"), session: session);

    public static IamUser User(string name, params string[] allowed) => new()
    {
        Arn = UserArn(name),
        InlinePolicies = allowed.Length == 0 ? [] : [new NamedPolicy("own", Allow(allowed))],
    };

    public static PolicyDocument Allow(params string[] actions) => Identity(Statement("Allow", actions));

    public static PolicyDocument Deny(params string[] actions) => Identity(Statement("Deny", actions));

    public static PolicyDocument Identity(string statements) => Document(statements, PolicyKind.InlineUser);

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

    /// <summary>A statement that allows getting orders under one condition.</summary>
    public static PolicyDocument AllowIf(string condition) => Identity(
        $$"""{"Effect":"Allow","Action":"orders:GetOrder","Resource":"*","Condition":{{condition}}}""");

    public static ContextValues Context(params (string Key, string Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(ConditionKey.Of(value.Key), ContextValue.Of(value.Value))));

    public World With<T>(T service)
        where T : class
    {
        _services.AddScoped(_ => service);
        return this;
    }

    public World WithOne<T>(T service)
        where T : class
    {
        _services.AddSingleton(service);
        return this;
    }

    public World With(Action<IamAuthorizerOptions> configure)
    {
        _services.Configure(configure);
        return this;
    }

    /// <summary>Asks in a scope of its own.</summary>
    public async ValueTask<IamDecision> AskAsync(
        IamPrincipal principal,
        IamResource? resource = null,
        RequestContext? context = null,
        string action = "orders:GetOrder",
        CancellationToken cancellationToken = default)
    {
        await using AsyncServiceScope scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IIamAuthorizer>().AuthorizeAsync(
            principal, ActionName.Parse(action), resource ?? Order, context, cancellationToken);
    }

    public async ValueTask CommitAsync(params IamEntity[] puts)
    {
        IIamSnapshot snapshot = await Store.Inner.GetSnapshotAsync(CancellationToken.None);
        await Store.Inner.CommitAsync(
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
        IIamSnapshot snapshot = await Store.Inner.GetSnapshotAsync(CancellationToken.None);
        await Store.Inner.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = snapshot.Revision,
                AccountId = "111122223333",
                Action = "iam:Test",
                Deletions = ImmutableArray.Create(key),
            },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }
    }
}
