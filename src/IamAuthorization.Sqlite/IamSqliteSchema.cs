using IamAuthorization.EntityFrameworkCore;

namespace IamAuthorization.Sqlite;

/// <summary>The schema of the SQLite store as SQL, for those who apply migrations themselves.</summary>
public static class IamSqliteSchema
{
    /// <summary>The SQL that makes the schema, or brings it up to date.</summary>
    /// <param name="fromMigration">
    /// The migration the database is at, as the table <c>iam_migration</c> names it; <see langword="null"/> for an
    /// empty database.
    /// </param>
    /// <returns>SQL statements.</returns>
    /// <exception cref="InvalidOperationException">There is no such migration.</exception>
    public static string MigrationScript(string? fromMigration = null)
    {
        using SqliteIamDbContext context = new SqliteDesignTimeFactory().CreateDbContext([]);
        return StoreSchema.Script(context, fromMigration);
    }
}
