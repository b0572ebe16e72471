using IamAuthorization.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IamAuthorization.PostgreSql;

/// <summary>A store in PostgreSQL, which tells all nodes of each commit.</summary>
internal sealed class PostgreSqlDialect : StoreDialect
{
    /// <summary>The lock that nodes take to change the schema: the letters <c>IAM</c> and a number.</summary>
    private const long SchemaLock = 0x49_41_4D_01;

    private const int KeepAliveSeconds = 10;

    private readonly string _connectionString;
    private readonly string _listening;
    private readonly DbContextOptions<PostgreSqlIamDbContext> _options;

    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    public PostgreSqlDialect(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        Name = $"PostgreSQL database `{parts.Database ?? parts.Username}` on `{parts.Host}`";
        _connectionString = connectionString;

        // WHY apart: this connection is held for good, and must notice that its server is gone.
        _listening = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            KeepAlive = KeepAliveSeconds,
        }.ConnectionString;
        _options = OptionsOf(connectionString);
    }

    public override string Name { get; }

    public override string LockStateSql => "SELECT id, revision, pruned_revision FROM iam_state FOR UPDATE";

    public static DbContextOptions<PostgreSqlIamDbContext> OptionsOf(string connectionString) =>
        new DbContextOptionsBuilder<PostgreSqlIamDbContext>()
            .UseNpgsql(connectionString, npgsql => npgsql.MigrationsHistoryTable(IamDbContext.MigrationsTable))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;

    public override IamDbContext NewContext() => new PostgreSqlIamDbContext(_options);

    public override async Task BeginSchemaChangeAsync(IamDbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({SchemaLock})", cancellationToken);
    }

    public override Task NotifyAsync(IamDbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Database.ExecuteSqlRawAsync("NOTIFY iam_changes", cancellationToken);
    }

    public override async Task ListenAsync(Action onNews, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(onNews);
        await using var connection = new NpgsqlConnection(_listening);
        connection.Notification += (_, _) => onNews();
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("LISTEN iam_changes", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);

        // WHY at once: what was committed before listening began was told to nobody here.
        onNews();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    public override void Dispose()
    {
        using var connection = new NpgsqlConnection(_connectionString);
        NpgsqlConnection.ClearPool(connection);
    }
}
