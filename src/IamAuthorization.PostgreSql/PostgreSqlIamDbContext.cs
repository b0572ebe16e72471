using IamAuthorization.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.PostgreSql;

/// <summary>The tables in PostgreSQL, with text compared byte by byte whatever the locale of the database.</summary>
internal sealed class PostgreSqlIamDbContext(DbContextOptions<PostgreSqlIamDbContext> options) : IamDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
