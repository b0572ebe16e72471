using System.Collections.Concurrent;
using IamAuthorization.Accounts;
using Microsoft.EntityFrameworkCore;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>
/// Which resources may have a policy, as hashes in memory: the question is asked at every decision, and most resources
/// have none. A name that is here by accident or no longer costs one query.
/// </summary>
/// <remarks>
/// INVARIANT: every resource that has a policy as of a revision from <see cref="_horizon"/> to the newest published one
/// is here. The feed adds names before it publishes their revision, and nothing is ever removed.
/// </remarks>
internal sealed class ResourcePolicyNames(IamDatabase database) : IDisposable
{
    private readonly ConcurrentDictionary<ulong, byte> _hashes = new();
    private readonly SemaphoreSlim _loading = new(1, 1);
    private long _horizon = long.MaxValue;

    /// <summary>Whether the resource may have a policy as of the revision.</summary>
    public async ValueTask<bool> MayHoldAsync(string name, long revision, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _horizon) == long.MaxValue)
        {
            await LoadAsync(cancellationToken);
        }

        // WHY: what was pruned before loading is not here, so the database has to refuse such a snapshot.
        return revision < Volatile.Read(ref _horizon) || _hashes.ContainsKey(HashOf(name));
    }

    /// <summary>Adds what changed, before anybody can see it.</summary>
    public void Learn(IEnumerable<IamEntityKey> keys)
    {
        foreach (IamEntityKey key in keys.Where(key => key.Kind == IamEntityKind.ResourcePolicy))
        {
            _hashes.TryAdd(HashOf(key.NormalizedName), 0);
        }
    }

    public void Dispose() => _loading.Dispose();

    private static ulong HashOf(string name) => NameHash.Add(NameHash.Start, name);

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (Volatile.Read(ref _horizon) == long.MaxValue)
            {
                long horizon = await database.ReadAsync(
                    context => LoadAsync(context, cancellationToken), cancellationToken);
                Volatile.Write(ref _horizon, horizon);
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<long> LoadAsync(IamDbContext context, CancellationToken cancellationToken)
    {
        const short Kind = (short)IamEntityKind.ResourcePolicy;
        IAsyncEnumerable<string> names = context.Entities
            .Where(row => row.Kind == Kind && row.AccountId == "")
            .Select(row => row.NameKey)
            .AsAsyncEnumerable();
        await foreach (string name in names.WithCancellation(cancellationToken))
        {
            _hashes.TryAdd(HashOf(name), 0);
        }

        // WHY last: what is pruned while the names are read lies before this horizon.
        return await context.States.Select(state => state.PrunedRevision).SingleAsync(cancellationToken);
    }
}
