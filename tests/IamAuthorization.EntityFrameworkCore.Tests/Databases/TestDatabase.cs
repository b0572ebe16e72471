using System.Data.Common;
using IamAuthorization.PostgreSql;
using IamAuthorization.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IamAuthorization.EntityFrameworkCore.Tests.Databases;

/// <summary>A database of one test, by the name of its kind, for tests that are the same on both.</summary>
internal abstract class TestDatabase : IAsyncDisposable
{
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";

    private readonly List<EfIamStore> _stores = [];

    public static TheoryData<string> Kinds => [Sqlite, PostgreSql];

    /// <param name="kind">SQLite or PostgreSQL.</param>
    /// <param name="isEmpty">Whether it has no schema yet.</param>
    public static async Task<TestDatabase> NewAsync(string kind, bool isEmpty = false) => kind switch
    {
        Sqlite => await SqliteTestDatabase.NewAsync(isEmpty),
        PostgreSql => new PostgreSqlTestDatabase(await SharedPostgreSql.NewDatabaseAsync(isEmpty)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such database."),
    };

    public abstract string Kind { get; }

    public abstract string ConnectionString { get; }

    public abstract StoreDialect NewDialect();

    public async Task<EfIamStore> OpenAsync(
        TimeProvider? clock = null, IamStoreOptions? options = null, StoreDialect? dialect = null)
    {
        var store = new EfIamStore(
            dialect ?? NewDialect(), clock ?? TimeProvider.System, Options.Create(options ?? new IamStoreOptions()));
        _stores.Add(store);

        // WHY: subscribers hear of what follows the first state that a store has seen.
        await store.GetSnapshotAsync(CancellationToken.None);
        return store;
    }

    public async Task ExecuteAsync(string sql)
    {
        using StoreDialect dialect = NewDialect();
        await using IamDbContext context = dialect.NewContext();
        await using DbConnection connection = context.Database.GetDbConnection();
        await connection.OpenAsync();
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async Task<SchemaProblem?> PrepareAsync(bool appliesMigrations = true)
    {
        using StoreDialect dialect = NewDialect();
        return await new StoreSchema(dialect, appliesMigrations).PrepareAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _stores.ForEach(store => store.Dispose());
        await RemoveAsync();
    }

    protected abstract ValueTask RemoveAsync();

    private sealed class PostgreSqlTestDatabase(string connectionString) : TestDatabase
    {
        public override string Kind => PostgreSql;

        public override string ConnectionString => connectionString;

        public override StoreDialect NewDialect() => new PostgreSqlDialect(connectionString);

        protected override async ValueTask RemoveAsync() => await SharedPostgreSql.DropDatabaseAsync(connectionString);
    }

    private sealed class SqliteTestDatabase(string folder) : TestDatabase
    {
        private static readonly Lazy<Task<byte[]>> Template = new(MakeTemplateAsync);

        private string File => Path.Combine(folder, "iam.db");

        public override string Kind => Sqlite;

        public override string ConnectionString => $"Data Source={File}";

        public static async Task<TestDatabase> NewAsync(bool isEmpty)
        {
            var database = new SqliteTestDatabase(Directory.CreateTempSubdirectory("iam-sqlite-").FullName);
            if (!isEmpty)
            {
                await System.IO.File.WriteAllBytesAsync(database.File, await Template.Value);
            }

            return database;
        }

        public override StoreDialect NewDialect() => new SqliteDialect(ConnectionString);

        protected override ValueTask RemoveAsync()
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        }

        private static async Task<byte[]> MakeTemplateAsync()
        {
            await using TestDatabase database = await NewAsync(isEmpty: true);
            Assert.Null(await database.PrepareAsync());
            return await System.IO.File.ReadAllBytesAsync(((SqliteTestDatabase)database).File);
        }
    }
}
