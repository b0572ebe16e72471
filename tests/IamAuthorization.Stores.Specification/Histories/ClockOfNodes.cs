using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>
/// The clock of all nodes, which a history moves on: what is acknowledged must be seen by whoever asks after the clock
/// has gone on by more than nodes may be behind.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="staleness">How far a node may be behind.</param>
public sealed class ClockOfNodes(FakeTimeProvider clock, TimeSpan staleness)
{
    private readonly ConcurrentDictionary<int, long> _acknowledged = [];
    private readonly ConcurrentQueue<(long Timestamp, long Tick)> _moves = [];
    private Func<long> _tick = () => 0;
    private int _left;

    /// <summary>Begins a history.</summary>
    /// <param name="tick">The recorder's clock.</param>
    /// <param name="random">Draws when the clock is moved.</param>
    public void Begin(Func<long> tick, Random random)
    {
        _acknowledged.Clear();
        _moves.Clear();
        _tick = tick;
        _left = random.Next(3, 24);
    }

    /// <summary>An operation has been acknowledged; sometimes the clock is moved on thereafter.</summary>
    public void Acknowledge(int number)
    {
        _acknowledged[number] = clock.GetTimestamp();
        if (Interlocked.Decrement(ref _left) == 0)
        {
            clock.Advance(staleness + TimeSpan.FromTicks(1));
            _moves.Enqueue((clock.GetTimestamp(), _tick()));
        }
    }

    /// <summary>The reading of the recorder's clock from which on every node knows of an operation, or never.</summary>
    public long DeadlineOf(int number) => _moves
        .Where(move => clock.GetElapsedTime(_acknowledged[number], move.Timestamp) > staleness)
        .Select(move => move.Tick)
        .DefaultIfEmpty(Recorded<AccountOperation>.Never)
        .Min();
}
