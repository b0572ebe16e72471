using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IamAuthorization.EntityFrameworkCore.Tests.Databases;

/// <summary>Writes down every query, so that its plan can be asked for.</summary>
internal sealed class CommandRecorder : DbCommandInterceptor
{
    private readonly List<DbCommand> _commands = [];

    /// <summary>How many queries were explained last.</summary>
    public int Explained { get; private set; }

    /// <summary>The text of every query since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        string[] texts = [.. _commands.Select(command => command.CommandText)];
        _commands.Clear();
        return texts;
    }

    /// <summary>The plan of every query since the last call, line by line.</summary>
    public async Task<IReadOnlyList<string>> ExplainAsync(TestDatabase database)
    {
        var lines = new List<string>();
        using StoreDialect dialect = database.NewDialect();
        await using IamDbContext context = dialect.NewContext();
        await using DbConnection connection = context.Database.GetDbConnection();
        await connection.OpenAsync();
        foreach (DbCommand recorded in _commands)
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText =
                (database.Kind == TestDatabase.Sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + recorded.CommandText;
            Copy(recorded, command);

            await using DbDataReader plan = await command.ExecuteReaderAsync();
            while (await plan.ReadAsync())
            {
                lines.Add(plan.GetString(plan.FieldCount - 1) + TableOf(plan, recorded.CommandText));
            }
        }

        Explained = _commands.Count;
        _commands.Clear();
        return lines;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        DbCommand copy = command.Connection!.CreateCommand();
        copy.CommandText = command.CommandText;
        Copy(command, copy);
        _commands.Add(copy);
        return new(result);
    }

    /// <summary>SQLite's plans name aliases; this adds which table one stands for, if any.</summary>
    private static string TableOf(DbDataReader plan, string sql)
    {
        string[] words = plan.GetString(plan.FieldCount - 1).Split(' ');
        int end = words.Length < 2 ? -1 : sql.IndexOf($"\" AS \"{words[1]}\"", StringComparison.Ordinal);
        return end < 0 ? string.Empty : $" [{sql[(sql.LastIndexOf('"', end - 1) + 1)..end]}]";
    }

    private static void Copy(DbCommand from, DbCommand to)
    {
        foreach (DbParameter parameter in from.Parameters)
        {
            DbParameter copy = to.CreateParameter();
            copy.ParameterName = parameter.ParameterName;
            copy.DbType = parameter.DbType;
            copy.Value = parameter.Value;
            to.Parameters.Add(copy);
        }
    }
}
