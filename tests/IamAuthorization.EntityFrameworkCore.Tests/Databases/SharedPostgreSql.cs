using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.PostgreSql;
using Npgsql;

[assembly: AssemblyFixture(typeof(SharedPostgreSql))]

namespace IamAuthorization.EntityFrameworkCore.Tests.Databases;

/// <summary>One server for all tests, started when the first asks for it; a database for each test.</summary>
public sealed class SharedPostgreSql : IAsyncDisposable
{
    private const string Template = "iam_template";

    private static readonly Lazy<Task<PostgreSqlServer>> Server = new(StartAsync);
    private static readonly SemaphoreSlim Making = new(1, 1);
    private static int _made;

    /// <summary>Makes a database with the newest schema; skips the test where there is no server to start.</summary>
    public static async Task<string> NewDatabaseAsync(bool isEmpty = false)
    {
        Assert.SkipWhen(
            PostgreSqlServer.FindBinaries() is null, "No PostgreSQL server is installed under /usr/lib/postgresql.");
        PostgreSqlServer server = await Server.Value;
        string name = $"iam_{Interlocked.Increment(ref _made)}";

        // WHY one at a time: a template must have no other session.
        await Making.WaitAsync();
        try
        {
            await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {(isEmpty ? "template0" : Template)}");
        }
        finally
        {
            Making.Release();
        }

        return server.ConnectionString(name);
    }

    public static async Task DropDatabaseAsync(string connectionString)
    {
        PostgreSqlServer server = await Server.Value;
        await server.ExecuteAsync($"DROP DATABASE {NameOf(connectionString)} WITH (FORCE)");
    }

    /// <summary>Lets nobody connect to a database and ends all connections to it, as an outage does.</summary>
    public static async Task CutAsync(string connectionString)
    {
        PostgreSqlServer server = await Server.Value;
        string name = NameOf(connectionString);
        await server.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    public static async Task MendAsync(string connectionString)
    {
        PostgreSqlServer server = await Server.Value;
        await server.ExecuteAsync($"ALTER DATABASE {NameOf(connectionString)} ALLOW_CONNECTIONS true");
    }

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated)
        {
            PostgreSqlServer server = await Server.Value;
            await server.DisposeAsync();
        }
    }

    private static string NameOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static async Task<PostgreSqlServer> StartAsync()
    {
        PostgreSqlServer server = await PostgreSqlServer.StartNewAsync(
            PostgreSqlServer.FindBinaries()!, "-c fsync=off -c full_page_writes=off -c shared_buffers=32MB");
        await server.ExecuteAsync($"CREATE DATABASE {Template} TEMPLATE template0");
        using var dialect = new PostgreSqlDialect(server.ConnectionString(Template));
        SchemaProblem? problem = await new StoreSchema(dialect, appliesMigrations: true).PrepareAsync(default);
        Assert.Null(problem);
        return server;
    }
}
