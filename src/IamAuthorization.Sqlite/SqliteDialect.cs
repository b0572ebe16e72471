using System.Data.Common;
using IamAuthorization.EntityFrameworkCore;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.Sqlite;

/// <summary>A store in one file. Transactions that write are immediate, so one at a time holds the lock.</summary>
internal sealed class SqliteDialect : StoreDialect
{
    private readonly string _connectionString;
    private readonly string _file;
    private readonly DbContextOptions<SqliteIamDbContext> _options;

    /// <exception cref="ArgumentException">The connection string names no file that can be written.</exception>
    public SqliteDialect(string connectionString)
    {
        var parts = new SqliteConnectionStringBuilder(connectionString);
        bool isFile = parts.Mode is SqliteOpenMode.ReadWriteCreate or SqliteOpenMode.ReadWrite
            && parts.DataSource.Length > 0
            && !parts.DataSource.Contains(":memory:", StringComparison.Ordinal);
        if (!isFile)
        {
            throw new ArgumentException(
                "The connection string names no file that can be written: write `Data Source=iam.db`. A store in "
                    + "memory is `InMemoryIamStore`.",
                nameof(connectionString));
        }

        _connectionString = connectionString;
        _file = Path.GetFileName(parts.DataSource);
        _options = OptionsOf(connectionString);
    }

    public override string Name => $"SQLite database `{_file}`";

    public override string LockStateSql => "SELECT id, revision, pruned_revision FROM iam_state";

    public static DbContextOptions<SqliteIamDbContext> OptionsOf(string connectionString) =>
        new DbContextOptionsBuilder<SqliteIamDbContext>()
            .UseSqlite(connectionString, sqlite => sqlite.MigrationsHistoryTable(IamDbContext.MigrationsTable))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(DurableConnections.Instance)
            .Options;

    public override IamDbContext NewContext() => new SqliteIamDbContext(_options);

    /// <summary>An immediate transaction keeps out whoever else writes.</summary>
    public override Task BeginSchemaChangeAsync(IamDbContext context, CancellationToken cancellationToken) =>
        context.Database.BeginTransactionAsync(cancellationToken);

    public override async Task<string?> FindDamageAsync(IamDbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        MakeFileOfItsOwner();
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        var report = await command.ExecuteScalarAsync(cancellationToken) as string;
        return report == "ok" ? null : report ?? "it gives no report";
    }

    /// <summary>
    /// WHY before SQLite makes it: whoever can read the file knows whom the app lets in, and whoever can write it is
    /// let in. Its journals get the mode of the file.
    /// </summary>
    private void MakeFileOfItsOwner()
    {
        var parts = new SqliteConnectionStringBuilder(_connectionString);
        string path = parts.DataSource;
        bool isPlainPath = !path.StartsWith("file:", StringComparison.OrdinalIgnoreCase) && !path.StartsWith('|');
        bool canBeMade = parts.Mode == SqliteOpenMode.ReadWriteCreate
            && isPlainPath
            && !File.Exists(path)
            && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)));
        if (OperatingSystem.IsWindows() || !canBeMade)
        {
            return;
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var file = new FileStream(path, options);
    }

    public override void Dispose()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }
}
