namespace IamAuthorization.Authorizer;

/// <summary>
/// What is left of something that ends at an instant. C5: it is over when the clock says so, and also when as much time
/// has passed as was left. So a clock that is put back makes nothing last longer.
/// </summary>
internal sealed class Lifetime(DateTimeOffset endsAt, TimeProvider clock)
{
    private readonly long _begunAt = clock.GetTimestamp();
    private readonly TimeSpan _left = endsAt - clock.GetUtcNow();

    public bool IsOver() => endsAt <= clock.GetUtcNow() || clock.GetElapsedTime(_begunAt) >= _left;
}
