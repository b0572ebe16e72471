using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Removes versions of entities that were replaced longer ago than history is kept.</summary>
internal sealed class StorePruner(IamDatabase database, TimeProvider clock, IOptions<IamStoreOptions> options)
{
    /// <summary>How many revisions are pruned at once, so that nobody waits long for the lock of a table.</summary>
    private const int RevisionsPerStep = 1_000;

    /// <returns>The revision before which nothing can be read any more.</returns>
    public async Task<long> PruneAsync(CancellationToken cancellationToken)
    {
        long now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        long oldest = now - (long)options.Value.HistoryRetention.TotalMilliseconds;
        (long pruned, long target) = await database.ReadAsync(
            context => FindTargetAsync(context, oldest, cancellationToken), cancellationToken);
        while (pruned < target)
        {
            pruned = Math.Min(target, pruned + RevisionsPerStep);
            await PruneAsync(pruned, cancellationToken);
        }

        return pruned;
    }

    /// <summary>
    /// WHY the revision before the first young one, not the last old one: an entry that a slow clock dated into the
    /// past must not make others old.
    /// </summary>
    private static async Task<(long Pruned, long Target)> FindTargetAsync(
        IamDbContext context, long oldest, CancellationToken cancellationToken)
    {
        StateRow state = await context.States.SingleAsync(cancellationToken);
        long? young = await context.Changes
            .Where(row => row.At > oldest)
            .MinAsync(row => (long?)row.Revision, cancellationToken);
        return (state.PrunedRevision, young - 1 ?? state.Revision);
    }

    private async Task<int> PruneAsync(long horizon, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            async context =>
            {
                // WHY first, and by itself: from here on readers of what is about to go are refused.
                await context.States
                    .Where(row => row.PrunedRevision < horizon)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.PrunedRevision, horizon), cancellationToken);
                await context.Entities
                    .Where(row => row.ToRevision != null && row.ToRevision <= horizon)
                    .ExecuteDeleteAsync(cancellationToken);
                return await context.References
                    .Where(row => row.ToRevision != null && row.ToRevision <= horizon)
                    .ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
}
