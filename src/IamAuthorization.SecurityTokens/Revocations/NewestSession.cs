namespace IamAuthorization.SecurityTokens;

/// <summary>
/// When the newest session was issued that this process has issued or accepted. C5: a clock that is put back makes
/// sessions of the future, and a revocation must take in those, too.
/// </summary>
internal sealed class NewestSession
{
    private long _ticks;

    public DateTimeOffset IssuedAt => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Learn(DateTimeOffset issuedAt)
    {
        long known = Interlocked.Read(ref _ticks);
        while (issuedAt.UtcTicks > known)
        {
            long before = Interlocked.CompareExchange(ref _ticks, issuedAt.UtcTicks, known);
            known = before == known ? issuedAt.UtcTicks : before;
        }
    }
}
