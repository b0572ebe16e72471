using IamAuthorization.EntityFrameworkCore;
using IamAuthorization.PostgreSql;
using IamAuthorization.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>A store in a database, opened as an app opens it: the schema first, then the feed.</summary>
internal sealed class SurvivalStore : IAsyncDisposable
{
    private readonly IamStoreFeed _feed;

    private SurvivalStore(StoreDialect dialect, IamStoreOptions options, ILoggerFactory logging)
    {
        IOptions<IamStoreOptions> set = Options.Create(options);
        Store = new EfIamStore(dialect, TimeProvider.System, set);
        _feed = new IamStoreFeed(Store, TimeProvider.System, set, logging.CreateLogger<IamStoreFeed>());
    }

    public EfIamStore Store { get; }

    public static StoreDialect DialectOf(string kind, string connectionString) => kind switch
    {
        "sqlite" => new SqliteDialect(connectionString),
        "postgres" => new PostgreSqlDialect(connectionString),
        _ => throw new ArgumentException($"`{kind}` is no store: write `sqlite` or `postgres`.", nameof(kind)),
    };

    public static async Task<SurvivalStore> OpenAsync(StoreDialect dialect, IamStoreOptions? options = null)
    {
        SchemaProblem? problem =
            await new StoreSchema(dialect, appliesMigrations: true).PrepareAsync(CancellationToken.None);
        if (problem is not null)
        {
            throw new InvalidOperationException($"{dialect.Name} cannot be used: {problem.Problem}");
        }

        return await OpenPreparedAsync(dialect, options);
    }

    /// <summary>Opens it without a look at the schema.</summary>
    public static async Task<SurvivalStore> OpenPreparedAsync(StoreDialect dialect, IamStoreOptions? options = null)
    {
        using var logging = new LoggerFactory();
        var opened = new SurvivalStore(dialect, options ?? new IamStoreOptions(), logging);
        await opened.Store.GetSnapshotAsync(CancellationToken.None);
        await opened._feed.StartAsync(CancellationToken.None);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        await _feed.StopAsync(CancellationToken.None);
        _feed.Dispose();
        Store.Dispose();
    }
}
