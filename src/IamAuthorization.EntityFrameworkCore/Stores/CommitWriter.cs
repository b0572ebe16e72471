using IamAuthorization.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>
/// Makes commits. Each holds the lock of <c>iam_state</c> from its first read to its end, so that revisions have no
/// gaps and become visible in their order.
/// </summary>
internal sealed class CommitWriter(IamDatabase database, TimeProvider clock)
{
    /// <returns>What was changed, at the revision the store is at now; no keys when nothing was.</returns>
    public async Task<IamChange> WriteAsync(IamCommit commit, CancellationToken cancellationToken)
    {
        try
        {
            await using IamDbContext context = database.Dialect.NewContext();
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
            context.Database.AutoSavepointsEnabled = false;
            await using IDbContextTransaction transaction =
                await context.Database.BeginTransactionAsync(cancellationToken);
            StateRow state = await LockAsync(context, cancellationToken);
            await RefuseConflictAsync(context, commit, state.Revision, cancellationToken);
            IReadOnlyList<PlannedChange> changes =
                await CommitPlan.ReadAsync(context, commit, cancellationToken);
            if (changes.Count == 0)
            {
                return new IamChange(state.Revision, []);
            }

            ChangeLogEntry entry = await PlanAsync(context, commit, state, changes, cancellationToken);
            await context.SaveChangesAsync(cancellationToken);
            await database.Dialect.NotifyAsync(context, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            await EndAsync(transaction, entry);
            return new IamChange(entry.Revision, [.. changes.Select(change => change.Key)]);
        }
        catch (Exception exception) when (database.Dialect.IsOutage(exception))
        {
            throw database.Unavailable(exception);
        }
    }

    private static async Task RefuseConflictAsync(
        IamDbContext context, IamCommit commit, long revision, CancellationToken cancellationToken)
    {
        long expected = commit.ExpectedRevision;
        if (expected > revision || (commit.IsExclusive && expected != revision))
        {
            throw new IamRevisionConflictException(expected, revision);
        }

        if (expected == revision)
        {
            return;
        }

        var changed = new HashSet<IamEntityKey>();
        foreach ((short kind, string accountId, string[] names) in RowKeys.InGroups(commit.ConflictKeys()))
        {
            List<ChangeKeyRow> rows = await context.ChangeKeys
                .AsNoTracking()
                .Where(row => row.Kind == kind
                    && row.AccountId == accountId
                    && names.Contains(row.NameKey)
                    && row.Revision > expected)
                .ToListAsync(cancellationToken);
            changed.UnionWith(rows.Select(row => row.Key()));
        }

        foreach (IamEntityKey key in commit.ConflictKeys().Where(changed.Contains))
        {
            throw new IamRevisionConflictException(expected, revision, key);
        }
    }

    private async Task<ChangeLogEntry> PlanAsync(
        IamDbContext context,
        IamCommit commit,
        StateRow state,
        IReadOnlyList<PlannedChange> changes,
        CancellationToken cancellationToken)
    {
        ChangeRow? head = await context.Changes
            .AsNoTracking()
            .Where(row => row.AccountId == commit.AccountId)
            .OrderByDescending(row => row.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
        state.Revision++;
        ChangeLogEntry entry = ChangeLogChain.Next(
            head is null ? null : ChangeLogJson.Read(head),
            commit,
            state.Revision,
            clock.GetUtcNow(),
            changes.Select(change => (change.Key, change.Before, change.After)));
        await CommitPlan.TrackAsync(context, changes, state.Revision, cancellationToken);
        CommitPlan.TrackLog(context, entry, changes, commit.Touches);
        return entry;
    }

    /// <summary>Commits. Where the answer is lost, finds out what became of it.</summary>
    private async Task EndAsync(IDbContextTransaction transaction, ChangeLogEntry entry)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception exception) when (database.Dialect.IsOutage(exception))
        {
            await transaction.DisposeAsync();
            if (!await IsCommittedAsync(entry))
            {
                throw;
            }
        }
    }

    /// <summary>
    /// WHY locked: the server may still be at the commit whose answer was lost, and holds the lock until it is done.
    /// </summary>
    private async Task<bool> IsCommittedAsync(ChangeLogEntry entry)
    {
        await using IamDbContext context = database.Dialect.NewContext();
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
        await LockAsync(context, CancellationToken.None);
        return await context.Changes.AnyAsync(row => row.Revision == entry.Revision && row.Hash == entry.Hash);
    }

    private async Task<StateRow> LockAsync(IamDbContext context, CancellationToken cancellationToken)
    {
        List<StateRow> rows = await context.States
            .FromSqlRaw(database.Dialect.LockStateSql)
            .AsTracking()
            .ToListAsync(cancellationToken);
        return rows.Count == 1
            ? rows[0]
            : throw new IamStoreUnavailableException(
                $"`iam_state` of {database.Dialect.Name} has {rows.Count} rows: restore the database.");
    }
}
