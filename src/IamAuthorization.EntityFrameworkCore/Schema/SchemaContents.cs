using IamAuthorization.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Looks whether the tables fit together, as they do not when only some of them were restored.</summary>
internal static class SchemaContents
{
    private const string Restore = "Restore the whole database from one backup.";

    public static async Task<SchemaProblem?> FindProblemAsync(
        IamDbContext context, CancellationToken cancellationToken)
    {
        List<StateRow> states = await context.States.ToListAsync(cancellationToken);
        if (states.Count != 1)
        {
            return new SchemaProblem($"`iam_state` has {states.Count} rows, not one", Restore);
        }

        // WHY read: a missing table or column is an error of the query, which is a finding.
        _ = await context.Entities.OrderBy(row => row.FromRevision).Take(0).ToListAsync(cancellationToken);
        _ = await context.References.OrderBy(row => row.FromRevision).Take(0).ToListAsync(cancellationToken);
        _ = await context.ChangeKeys.OrderBy(row => row.Revision).Take(0).ToListAsync(cancellationToken);
        _ = await context.LastUses.OrderBy(row => row.Id).Take(0).ToListAsync(cancellationToken);
        ChangeRow? newest = await context.Changes
            .OrderByDescending(row => row.Revision)
            .FirstOrDefaultAsync(cancellationToken);
        long logged = newest?.Revision ?? 0;
        if (logged != states[0].Revision)
        {
            return new SchemaProblem(
                $"`iam_state` is at revision {states[0].Revision}, but the change log ends at {logged}", Restore);
        }

        return newest is null || IsWhole(newest)
            ? null
            : new SchemaProblem($"the change log's entry of revision {newest.Revision} was altered", Restore);
    }

    private static bool IsWhole(ChangeRow row)
    {
        try
        {
            ChangeLogEntry entry = ChangeLogJson.Read(row);
            return string.Equals(entry.Hash, row.Hash, StringComparison.Ordinal)
                && string.Equals(ChangeLogChain.HashOf(entry), row.Hash, StringComparison.Ordinal);
        }
        catch (IamStoreUnavailableException)
        {
            return false;
        }
    }
}
