using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Brings the schema up to date, and finds what must not be served from.</summary>
internal sealed class StoreSchema(StoreDialect dialect, bool appliesMigrations)
{
    /// <summary>The newest migration that <see cref="PrepareAsync"/> applied, or null.</summary>
    public string? Applied { get; private set; }

    /// <summary>The SQL that makes the schema, or brings it from one migration to the newest.</summary>
    public static string Script(IamDbContext context, string? fromMigration) =>
        context.GetService<IMigrator>().GenerateScript(fromMigration);

    /// <returns>What is wrong with the database and what to do; null when it may be served from.</returns>
    public async Task<SchemaProblem?> PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using IamDbContext context = dialect.NewContext();
            return await FindDamageAsync(context, cancellationToken)
                ?? await MigrateAsync(context, cancellationToken)
                ?? await SchemaContents.FindProblemAsync(context, cancellationToken);
        }
        catch (Exception exception) when (dialect.IsOutage(exception))
        {
            return new SchemaProblem(
                $"it cannot be read: {exception.GetBaseException().Message}",
                "Correct the connection string, start the database, or restore it from a backup.");
        }
    }

    private async Task<SchemaProblem?> FindDamageAsync(IamDbContext context, CancellationToken cancellationToken) =>
        await dialect.FindDamageAsync(context, cancellationToken) is { } damage
            ? new SchemaProblem($"it is damaged: {damage}", "Restore it from a backup.")
            : null;

    /// <summary>
    /// WHY one transaction of our own: a process that is killed amid a migration leaves the schema as it was, and no
    /// lock behind.
    /// </summary>
    private async Task<SchemaProblem?> MigrateAsync(IamDbContext context, CancellationToken cancellationToken)
    {
        Pending pending = await FindPendingAsync(context, cancellationToken);
        if (pending.Problem is not null || pending.Migrations == 0)
        {
            return pending.Problem;
        }

        if (!appliesMigrations)
        {
            return new SchemaProblem(
                $"its schema is at {pending.Last ?? "nothing"}, behind that of this version",
                "Run the migration script of the store from there, or set `AppliesMigrations`.");
        }

        await dialect.BeginSchemaChangeAsync(context, cancellationToken);

        // WHY made first: asking a table that is missing would end a transaction of PostgreSQL.
        await ExecuteAsync(
            context, context.GetService<IHistoryRepository>().GetCreateIfNotExistsScript(), cancellationToken);
        pending = await FindPendingAsync(context, cancellationToken);
        if (pending.Problem is null && pending.Migrations > 0)
        {
            await ExecuteAsync(context, ScriptWithoutTransaction(context, pending.Last), cancellationToken);
            Applied = context.Database.GetMigrations().Last();
        }

        await context.Database.CommitTransactionAsync(cancellationToken);
        return pending.Problem;
    }

    private static async Task<Pending> FindPendingAsync(IamDbContext context, CancellationToken cancellationToken)
    {
        string[] known = [.. context.Database.GetMigrations()];
        string[] applied = [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)];
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } strange)
        {
            return Pending.No(
                $"its schema is newer than this version of the library knows: it has the migration `{strange}`",
                "Update the library on this node.");
        }

        return known.Take(applied.Length).SequenceEqual(applied, StringComparer.Ordinal)
            ? new Pending(null, known.Length - applied.Length, applied.LastOrDefault())
            : Pending.No("migrations are missing in the midst of its schema", "Restore it from a backup.");
    }

    private static string ScriptWithoutTransaction(IamDbContext context, string? last) =>
        context.GetService<IMigrator>().GenerateScript(last, options: MigrationsSqlGenerationOptions.NoTransactions);

    private static async Task ExecuteAsync(IamDbContext context, string sql, CancellationToken cancellationToken)
    {
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <param name="Problem">Why no migration can be applied.</param>
    /// <param name="Migrations">How many are to be applied.</param>
    /// <param name="Last">The last that was.</param>
    private sealed record Pending(SchemaProblem? Problem, int Migrations, string? Last)
    {
        public static Pending No(string problem, string remedy) => new(new SchemaProblem(problem, remedy), 0, null);
    }
}
