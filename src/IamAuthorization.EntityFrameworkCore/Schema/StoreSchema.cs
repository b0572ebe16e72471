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
        if (await FindPendingAsync(context, cancellationToken) is { Problem: null, IsPending: false })
        {
            return null;
        }

        await dialect.BeginSchemaChangeAsync(context, cancellationToken);
        (SchemaProblem? problem, bool isPending, string? last) = await FindPendingAsync(context, cancellationToken);
        if (problem is not null || !isPending)
        {
            return problem;
        }

        if (!appliesMigrations)
        {
            return new SchemaProblem(
                $"its schema is at {last ?? "nothing"}, behind that of this version",
                "Run the migration script of the store from there, or set `AppliesMigrations`.");
        }

        await ApplyAsync(context, last, cancellationToken);
        await context.Database.CommitTransactionAsync(cancellationToken);
        return null;
    }

    private static async Task<(SchemaProblem? Problem, bool IsPending, string? Last)> FindPendingAsync(
        IamDbContext context, CancellationToken cancellationToken)
    {
        string[] known = [.. context.Database.GetMigrations()];
        string[] applied = [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)];
        string? strange = applied.Except(known, StringComparer.Ordinal).FirstOrDefault();
        if (strange is not null)
        {
            return (
                new SchemaProblem(
                    $"its schema is newer than this version of the library knows: it has the migration `{strange}`",
                    "Update the library on this node."),
                false,
                strange);
        }

        return known.Take(applied.Length).SequenceEqual(applied, StringComparer.Ordinal)
            ? (null, applied.Length < known.Length, applied.LastOrDefault())
            : (new SchemaProblem("migrations are missing in the midst of its schema", "Restore it from a backup."),
                false,
                null);
    }

    private async Task ApplyAsync(IamDbContext context, string? last, CancellationToken cancellationToken)
    {
        string script = context.GetService<IMigrator>().GenerateScript(
            last, options: MigrationsSqlGenerationOptions.NoTransactions);
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync(cancellationToken);
        Applied = context.Database.GetMigrations().Last();
    }
}
