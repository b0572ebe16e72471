using System.Collections.Concurrent;
using System.Diagnostics;

namespace IamAuthorization.Benchmarks.Survival;

/// <summary>What was committed and decided when, and what of it was wrong.</summary>
internal sealed class OutageHistory
{
    private readonly ConcurrentQueue<Attempt> _attempts = new();
    private readonly ConcurrentQueue<Decision> _decisions = new();
    private readonly ConcurrentDictionary<int, long> _lastDecided = new();
    private long _lastCommitted;

    public int Commits => _attempts.Count(attempt => attempt.IsAcknowledged);

    public int Refused => _attempts.Count(attempt => !attempt.IsAcknowledged);

    public long Decisions => _decisions.Count;

    public long Allows => _decisions.Count(decision => decision.IsAllowed);

    public long Undecided => _decisions.Count(decision => decision.IsUndecided);

    /// <summary>One writer's attempts, in their order.</summary>
    public void Add(Attempt attempt)
    {
        _attempts.Enqueue(attempt);
        if (attempt.IsAcknowledged)
        {
            Volatile.Write(ref _lastCommitted, attempt.End);
        }
    }

    public void Add(int node, Decision decision)
    {
        _decisions.Enqueue(decision);
        if (!decision.IsUndecided)
        {
            _lastDecided[node] = decision.Start;
        }
    }

    public bool HasRecoveredSince(long start) =>
        Volatile.Read(ref _lastCommitted) > start && _lastDecided.Values.All(decided => decided > start);

    /// <summary>
    /// Allowed although the last thing acknowledged early enough was a revocation, and nothing was granted since.
    /// </summary>
    public IEnumerable<string> WrongAllows()
    {
        Attempt[] attempts = [.. _attempts];
        return _decisions
            .Where(decision => decision.IsAllowed && !MayAllow(decision, attempts))
            .Select(decision => $"allowed {Stopwatch.GetElapsedTime(0, decision.Start)} after the clock began");
    }

    private static bool MayAllow(Decision decision, Attempt[] attempts)
    {
        long latest = decision.Start - (long)(decision.Bound.TotalSeconds * Stopwatch.Frequency);
        int revoked = Array.FindLastIndex(
            attempts, one => !one.IsGrant && one.IsAcknowledged && one.End <= latest);
        return Array.FindIndex(attempts, revoked + 1, one => one.IsGrant && one.Start <= decision.End) >= 0;
    }

    /// <param name="Start">When the commit began.</param>
    /// <param name="End">When it was acknowledged or refused.</param>
    /// <param name="IsGrant">Whether it grants; else it revokes.</param>
    /// <param name="IsAcknowledged">Whether it was acknowledged; else it may be there or not.</param>
    internal sealed record Attempt(long Start, long End, bool IsGrant, bool IsAcknowledged);

    /// <param name="Start">When it was asked.</param>
    /// <param name="End">When it was answered.</param>
    /// <param name="Bound">How stale the state may have been.</param>
    /// <param name="IsAllowed">Whether it was allowed.</param>
    /// <param name="IsUndecided">Whether it was denied because the store could not tell.</param>
    internal sealed record Decision(long Start, long End, TimeSpan Bound, bool IsAllowed, bool IsUndecided);
}
