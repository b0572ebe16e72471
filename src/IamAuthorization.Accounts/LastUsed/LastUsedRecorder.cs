using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>
/// Takes note of uses in memory and writes them to the store now and then. It may lose some, and never keeps a request
/// waiting nor makes it fail.
/// </summary>
internal sealed class LastUsedRecorder(
    IIamLastUsedStore store, TimeProvider clock, IOptions<IamLastUsedOptions> options, ILogger<LastUsedRecorder> logger)
    : IDisposable
{
    /// <summary>How much later a use must be to take the place of one that waits.</summary>
    private static readonly TimeSpan Granularity = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _writing = new(1, 1);
    private ConcurrentDictionary<string, IamLastUse> _pending = NewPending();
    private int _pendingCount;

    /// <summary>Takes note of a use; neither waits nor throws.</summary>
    /// <param name="id">The id of an access key, or the unique id of a role or user.</param>
    /// <param name="service">The service that it was used for, if any.</param>
    /// <param name="region">The region it was used in, if any.</param>
    public void Record(string id, string? service = null, string? region = null)
    {
        service = NullIfEmpty(service);
        region = NullIfEmpty(region);
        DateTimeOffset now = clock.GetUtcNow();
        ConcurrentDictionary<string, IamLastUse> pending = Volatile.Read(ref _pending);
        bool isThere = pending.TryGetValue(id, out IamLastUse? before);
        if (isThere && now - before!.At < Granularity && before.Service == service && before.Region == region)
        {
            return;
        }

        var use = new IamLastUse
        {
            Id = id,
            At = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
            Service = service,
            Region = region,
        };
        if (isThere)
        {
            pending[id] = use;
        }
        else
        {
            AddIfRoom(pending, use);
        }
    }

    /// <summary>When something was used last as far as this node knows.</summary>
    public async ValueTask<IamLastUse?> FindAsync(string id, CancellationToken cancellationToken)
    {
        IamLastUse? pending = Volatile.Read(ref _pending).GetValueOrDefault(id);
        IReadOnlyDictionary<string, IamLastUse> stored = await store.FindLastUsesAsync([id], cancellationToken);
        return stored.GetValueOrDefault(id) is { } found && (pending is null || found.At > pending.At)
            ? found
            : pending;
    }

    /// <summary>Writes what waits to the store. A failure is logged, and what waits goes on waiting.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        ConcurrentDictionary<string, IamLastUse> taken = NewPending();
        try
        {
            taken = Interlocked.Exchange(ref _pending, taken);
            Interlocked.Exchange(ref _pendingCount, 0);
            if (!taken.IsEmpty)
            {
                await store.RecordLastUsesAsync([.. taken.Values], cancellationToken);
            }
        }
        catch (Exception exception)
        {
            // WHY any: whatever fails, nothing is decided by last uses.
            IamAccountsLog.LastUsesNotWritten(logger, exception, taken.Count);
            foreach (IamLastUse use in taken.Values)
            {
                AddIfRoom(Volatile.Read(ref _pending), use);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static ConcurrentDictionary<string, IamLastUse> NewPending() => new(StringComparer.Ordinal);

    private void AddIfRoom(ConcurrentDictionary<string, IamLastUse> pending, IamLastUse use)
    {
        // WHY a counter beside it: the dictionary takes all its locks to count itself.
        if (Volatile.Read(ref _pendingCount) < options.Value.PendingMax && pending.TryAdd(use.Id, use))
        {
            Interlocked.Increment(ref _pendingCount);
        }
    }
}
