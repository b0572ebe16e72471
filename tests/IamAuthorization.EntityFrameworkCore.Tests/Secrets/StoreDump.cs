using System.Text;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IamAuthorization.EntityFrameworkCore.Tests.Secrets;

/// <summary>All that a database holds, as whoever steals it has it.</summary>
internal static class StoreDump
{
    public static Task<IReadOnlyList<(string Name, byte[] Bytes)>> OfAsync(TestDatabase database) =>
        database.Kind == TestDatabase.Sqlite
            ? OfSqliteAsync(database.ConnectionString)
            : OfPostgreSqlAsync(database.ConnectionString);

    /// <summary>Every byte of the file and of those beside it: what waits in the log, and what was deleted.</summary>
    private static async Task<IReadOnlyList<(string Name, byte[] Bytes)>> OfSqliteAsync(string connectionString)
    {
        string folder = Path.GetDirectoryName(new SqliteConnectionStringBuilder(connectionString).DataSource)!;
        var dump = new List<(string, byte[])>();
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            dump.Add((Path.GetFileName(file), bytes.ToArray()));
        }

        return dump;
    }

    /// <summary>Every row of every table that is not the server's own, as a backup has it.</summary>
    private static async Task<IReadOnlyList<(string Name, byte[] Bytes)>> OfPostgreSqlAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        var dump = new List<(string, byte[])>();
        foreach (string table in await TablesAsync(connection))
        {
            using TextReader rows = await connection.BeginTextExportAsync($"COPY {table} TO STDOUT");
            dump.Add((table, Encoding.UTF8.GetBytes(await rows.ReadToEndAsync())));
        }

        return dump;
    }

    private static async Task<IReadOnlyList<string>> TablesAsync(NpgsqlConnection connection)
    {
        const string Sql =
            """
            SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
            """;
        await using var command = new NpgsqlCommand(Sql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }
}
