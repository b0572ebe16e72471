using IamAuthorization.EntityFrameworkCore.Tests.Databases;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>Where databases are made: a folder, or a server of one's own that writes through to the disk.</summary>
internal sealed class SurvivalPlace : IAsyncDisposable
{
    private readonly string? _folder;

    private SurvivalPlace(string? folder, PostgreSqlServer? server)
    {
        _folder = folder;
        Server = server;
    }

    public PostgreSqlServer? Server { get; }

    public static async Task<SurvivalPlace> NewAsync(string kind) => kind == "sqlite"
        ? new SurvivalPlace(Directory.CreateTempSubdirectory("iam-survival-").FullName, null)
        : new SurvivalPlace(null, await PostgreSqlServer.StartNewAsync(PostgreSqlServer.FindBinaries()!));

    /// <returns>The connection string.</returns>
    public async Task<string> NewDatabaseAsync(int number)
    {
        if (Server is null)
        {
            return $"Data Source={Path.Combine(_folder!, $"iam{number}.db")}";
        }

        await Server.ExecuteAsync($"CREATE DATABASE iam{number}");
        return Server.ConnectionString($"iam{number}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
