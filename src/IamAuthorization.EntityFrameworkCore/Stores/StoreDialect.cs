using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>What differs between databases.</summary>
internal abstract class StoreDialect : IDisposable
{
    /// <summary>The database for people, for example <c>SQLite database `iam.db`</c>; never holds a password.</summary>
    public abstract string Name { get; }

    /// <summary>Reads the row of <c>iam_state</c> and locks it until the transaction ends.</summary>
    public abstract string LockStateSql { get; }

    public abstract IamDbContext NewContext();

    /// <summary>Begins the transaction in which the schema is changed; other nodes wait until it ends.</summary>
    public abstract Task BeginSchemaChangeAsync(IamDbContext context, CancellationToken cancellationToken);

    /// <summary>What the database itself says is wrong with its files, or null.</summary>
    public virtual Task<string?> FindDamageAsync(IamDbContext context, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);

    /// <summary>Tells other nodes of the commit that the context's transaction is about to make.</summary>
    public virtual Task NotifyAsync(IamDbContext context, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Calls back whenever another node tells of a commit, until the connection is lost. Where the database cannot
    /// tell, nothing ever happens.
    /// </summary>
    public virtual Task ListenAsync(Action onNews, CancellationToken cancellationToken) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    /// <summary>Whether the database could not be asked, as against having refused what was asked.</summary>
    public virtual bool IsOutage(Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            return false;
        }

        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException or TimeoutException or DbUpdateException)
            {
                return true;
            }
        }

        return false;
    }

    public abstract void Dispose();
}
