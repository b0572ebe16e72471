using System.Data.Common;
using System.Text.RegularExpressions;
using IamAuthorization.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>How the database executes a query, and whether it looks at more than was asked for.</summary>
/// <param name="Lines">What the database says.</param>
/// <param name="Scans">Those lines that tell of a scan.</param>
internal sealed partial record QueryPlan(string[] Lines, string[] Scans)
{
    /// <summary>WHY none of its scans counts: it has one row.</summary>
    private const string StateTable = "iam_state";

    public static async Task<QueryPlan> ReadAsync(string kind, StoreDialect dialect, WatchedQuery query)
    {
        await using IamDbContext context = dialect.NewContext();
        await context.Database.OpenConnectionAsync();
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = (kind == "sqlite" ? "EXPLAIN QUERY PLAN " : "EXPLAIN (COSTS OFF) ") + query.Sql;
        command.Parameters.AddRange(query.Parameters.Select(WatchedQuery.Copy).ToArray());
        var lines = new List<string>();
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(reader.FieldCount - 1));
        }

        return new QueryPlan([.. lines], [.. kind == "sqlite" ? SqliteScans(lines, query.Sql) : PostgresScans(lines)]);
    }

    /// <summary>SQLite names a table by its alias, and in brackets what is looked up in the index.</summary>
    private static IEnumerable<string> SqliteScans(IEnumerable<string> lines, string sql)
    {
        Dictionary<string, string> tables = Alias().Matches(sql).ToDictionary(
            match => match.Groups["alias"].Value, match => match.Groups["table"].Value, StringComparer.Ordinal);
        foreach (string line in lines)
        {
            Match access = SqliteAccess().Match(line);
            string? table = tables.GetValueOrDefault(access.Groups["alias"].Value);
            bool isOfTable = access.Success && table is not null && table != StateTable;
            if (isOfTable && (access.Groups["verb"].Value == "SCAN" || !NamesEntity(line)))
            {
                yield return line;
            }
        }
    }

    /// <summary>PostgreSQL says on the line after an index what is looked up in it.</summary>
    private static IEnumerable<string> PostgresScans(List<string> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            bool isBounded = i + 1 < lines.Count
                && lines[i + 1].Contains("Index Cond:", StringComparison.Ordinal)
                && NamesEntity(lines[i + 1]);
            bool isWhole = lines[i].Contains("Seq Scan on", StringComparison.Ordinal)
                || (PostgresIndex().IsMatch(lines[i]) && !isBounded);
            if (isWhole && !lines[i].Contains(StateTable, StringComparison.Ordinal))
            {
                yield return lines[i].Trim();
            }
        }
    }

    /// <summary>WHY: a look-up by kind and account alone would go through all users of the account.</summary>
    private static bool NamesEntity(string condition) =>
        condition.Contains("name_key", StringComparison.Ordinal)
        || condition.Contains("unique_id", StringComparison.Ordinal);

    [GeneratedRegex("""
        "(?<table>iam_\w+)" AS "(?<alias>\w+)"
        """)]
    private static partial Regex Alias();

    [GeneratedRegex("""^(?<verb>SCAN|SEARCH) (?<alias>\w+)""")]
    private static partial Regex SqliteAccess();

    [GeneratedRegex("(Index Scan|Index Only Scan|Bitmap Index Scan) (using|on) ")]
    private static partial Regex PostgresIndex();
}
