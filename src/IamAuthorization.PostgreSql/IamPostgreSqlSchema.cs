using IamAuthorization.EntityFrameworkCore;

namespace IamAuthorization.PostgreSql;

/// <summary>The schema of the PostgreSQL store as SQL, for those who apply migrations themselves.</summary>
public static class IamPostgreSqlSchema
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
        using PostgreSqlIamDbContext context = new PostgreSqlDesignTimeFactory().CreateDbContext([]);
        return StoreSchema.Script(context, fromMigration);
    }
}
