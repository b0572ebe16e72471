using IamAuthorization.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>Asks the database, and says of every failure to be asked that the store is unavailable.</summary>
internal sealed class IamDatabase(StoreDialect dialect)
{
    // WHY: the first query after the database was restarted may meet a pooled connection that died with it.
    private const int AttemptsMax = 2;

    public StoreDialect Dialect => dialect;

    /// <summary>Reads; what is read may be read again.</summary>
    public async Task<T> ReadAsync<T>(Func<IamDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await using IamDbContext context = dialect.NewContext();
                return await read(context);
            }
            catch (Exception exception) when (dialect.IsOutage(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (attempt == AttemptsMax)
                {
                    throw Unavailable(exception);
                }
            }
        }
    }

    /// <summary>
    /// Reads rows as of a revision. The horizon of pruning is read by the same statement, so that no row can have been
    /// pruned away unnoticed.
    /// </summary>
    /// <exception cref="IamStoreUnavailableException">The revision was pruned.</exception>
    public Task<List<T>> ReadAsOfAsync<T>(
        long revision, Func<IamDbContext, IQueryable<T>> rows, CancellationToken cancellationToken)
        where T : class =>
        ReadAsync(
            async context =>
            {
                IQueryable<T> asked = rows(context);
                var found = await (
                    from state in context.States
                    from row in asked.DefaultIfEmpty()
                    select new { state.PrunedRevision, Row = row }).ToListAsync(cancellationToken);
                RefusePruned(revision, found.Count == 0 ? null : found[0].PrunedRevision);
                return found.Where(row => row.Row is not null).Select(row => row.Row!).ToList();
            },
            cancellationToken);

    public void RefusePruned(long revision, long? prunedRevision)
    {
        if (prunedRevision is null)
        {
            throw new IamStoreUnavailableException($"`iam_state` of {dialect.Name} is empty: restore the database.");
        }

        if (revision < prunedRevision)
        {
            throw new IamStoreUnavailableException(
                $"Revision {revision} is no longer kept: states before {prunedRevision} were pruned. Take a snapshot "
                    + "for each request, or keep history for longer.");
        }
    }

    public IamStoreUnavailableException Unavailable(Exception exception) =>
        new($"{dialect.Name} did not answer: {exception.GetBaseException().Message}", exception);
}
