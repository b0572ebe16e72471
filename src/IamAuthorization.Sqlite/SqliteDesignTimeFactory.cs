using Microsoft.EntityFrameworkCore.Design;

namespace IamAuthorization.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model; no database is opened.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteIamDbContext>
{
    public SqliteIamDbContext CreateDbContext(string[] args) => new(SqliteDialect.OptionsOf("Data Source=design.db"));
}
