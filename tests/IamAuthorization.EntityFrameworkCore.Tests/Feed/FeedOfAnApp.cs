using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.EntityFrameworkCore.Tests.Feed;

/// <summary>Two apps on one database hear of each other's commits, by notification and without it.</summary>
public sealed class FeedOfAnApp : IAsyncDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<IHost> _hosts = [];

    public static TheoryData<string> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task CommitOfAnotherNode_IsSeen_AtTheNextBeat(string kind)
    {
        await using TestDatabase database = await TestDatabase.NewAsync(kind, isEmpty: true);
        IIamStore writer = await StartAsync(database);
        IIamStore reader = await StartAsync(database);
        Task<long> heard = HeardAsync(reader);

        long revision = await PutAsync(writer, "alice");
        _clock.Advance(TimeSpan.FromMilliseconds(500));

        Assert.Equal(revision, await heard.WaitAsync(Patience, None));
    }

    [Fact]
    public async Task PostgreSqlTells_WithoutABeat()
    {
        await using TestDatabase database = await TestDatabase.NewAsync(TestDatabase.PostgreSql, isEmpty: true);
        IIamStore writer = await StartAsync(database);
        IIamStore reader = await StartAsync(database);

        for (int i = 0; i < 3; i++)
        {
            Task<long> heard = HeardAsync(reader);
            long revision = await PutAsync(writer, $"u{i}");
            Assert.Equal(revision, await heard.WaitAsync(Patience, None));
        }
    }

    [Fact]
    public async Task DatabaseAwayAndBack_AppGoesOn_AndSaysBothInItsLog()
    {
        await using TestDatabase database = await TestDatabase.NewAsync(TestDatabase.PostgreSql, isEmpty: true);
        var log = new FakeLogCollector();
        IIamStore store = await StartAsync(database, log);
        await PutAsync(store, "alice");

        await SharedPostgreSql.CutAsync(database.ConnectionString);
        await LoggedAsync(log, "StoreLost");
        await SharedPostgreSql.MendAsync(database.ConnectionString);
        await LoggedAsync(log, "StoreFound");

        Assert.Equal(2, await PutAsync(store, "bob"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync(None);
            host.Dispose();
        }
    }

    private static Task<long> HeardAsync(IIamStore store)
    {
        var heard = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        store.Subscribe(change => heard.TrySetResult(change.Revision));
        return heard.Task;
    }

    private static async Task<long> PutAsync(IIamStore store, string user) => await store.CommitAsync(
        new IamCommit
        {
            ExpectedRevision = (await store.GetSnapshotAsync(None)).Revision,
            AccountId = Sample.Account,
            Action = "iam:CreateUser",
            Puts = [Sample.User(user)],
        },
        None);

    private async Task LoggedAsync(FakeLogCollector log, string eventName)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!log.GetSnapshot().Any(record => record.Id.Name == eventName))
        {
            patience.Token.ThrowIfCancellationRequested();
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }
    }

    private async Task<IIamStore> StartAsync(TestDatabase database, FakeLogCollector? log = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        if (log is not null)
        {
            builder.Logging.AddProvider(new FakeLoggerProvider(log));
        }

        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.Configure<IamOptions>(options =>
        {
            options.Service = "orders";
            options.AccountId = Sample.Account;
        });
        var iam = new IamBuilder(builder.Services);
        _ = database.Kind == TestDatabase.Sqlite
            ? iam.AddSqliteStore(database.ConnectionString)
            : iam.AddPostgreSqlStore(database.ConnectionString);
        IHost host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync(None);
        IIamStore store = host.Services.GetRequiredService<IIamStore>();
        await store.GetSnapshotAsync(None);
        return store;
    }
}
