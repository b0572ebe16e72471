using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.Stores.Specification;

/// <summary>
/// A clock that somebody may put ahead or back, as a computer's is: timers, and timestamps that measure durations, go
/// on as if nothing had happened.
/// </summary>
public sealed class JumpingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _ahead;

    /// <summary>WHY: that of the base class is read off the clock that jumps.</summary>
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>Puts the clock ahead, or back.</summary>
    public void Jump(TimeSpan by) => _ahead += by;
}
