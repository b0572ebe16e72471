namespace IamAuthorization.Stores.Specification.Histories;

/// <summary>The newest revision that any client was answered: what clients tell one another.</summary>
internal sealed class NewestRevision(long first)
{
    private long _value = first;

    public long Value => Volatile.Read(ref _value);

    public void Learn(long revision)
    {
        long known = Value;
        while (revision > known)
        {
            long before = Interlocked.CompareExchange(ref _value, revision, known);
            known = before == known ? revision : before;
        }
    }
}
