using Microsoft.EntityFrameworkCore.Design;

namespace IamAuthorization.PostgreSql;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model; no database is opened.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlIamDbContext>
{
    public PostgreSqlIamDbContext CreateDbContext(string[] args) =>
        new(PostgreSqlDialect.OptionsOf("Host=design;Database=design"));
}
