using IamAuthorization.Accounts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Keeps the app from starting on a database that it cannot trust.</summary>
internal sealed class StoreSchemaCheck(
    EfIamStore store, IOptions<IamStoreOptions> options, ILogger<StoreSchemaCheck> logger) : IIamStartupCheck
{
    public async ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken)
    {
        StoreDialect dialect = store.Database.Dialect;
        var schema = new StoreSchema(dialect, options.Value.AppliesMigrations);
        SchemaProblem? problem = await schema.PrepareAsync(cancellationToken);
        if (schema.Applied is { } migration)
        {
            IamStoreLog.SchemaMigrated(logger, dialect.Name, migration);
        }

        return problem is null
            ? []
            : [
                StartupCheckIds.Finding(
                    StartupCheckIds.UnusableStore,
                    $"{dialect.Name} cannot be used: {LogText.Of(problem.Problem)}",
                    problem.Remedy),
            ];
    }
}
