using System.Collections.Concurrent;

namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>
/// Records what several clients do at once. Its clock is one counter that all of them share, so that an operation
/// which ended before another began is known to have.
/// </summary>
public sealed class HistoryRecorder<TOperation>
{
    private readonly ConcurrentQueue<Recorded<TOperation>> _recorded = [];
    private long _clock;

    /// <summary>What is recorded, in the order in which it was asked.</summary>
    public IReadOnlyList<Recorded<TOperation>> Recorded => [.. _recorded.OrderBy(one => one.Invoked)];

    /// <summary>Reads the clock, which never answers the same twice.</summary>
    public long Tick() => Interlocked.Increment(ref _clock);

    public async Task RecordAsync(Func<Task<TOperation>> perform)
    {
        long invoked = Tick();
        TOperation operation = await perform();
        _recorded.Enqueue(new Recorded<TOperation>(operation, invoked, Tick()));
    }
}
