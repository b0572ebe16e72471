using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace IamAuthorization.PostgreSql;

/// <summary>Lets <c>dotnet ef migrations add</c> see the model; no database is opened.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlIamDbContext>
{
    public PostgreSqlIamDbContext CreateDbContext(string[] args) =>
        new(PostgreSqlDialect.OptionsOf(NpgsqlDataSource.Create("Host=design;Database=design")));
}
