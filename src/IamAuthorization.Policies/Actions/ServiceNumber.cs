using System.Collections.Concurrent;

namespace IamAuthorization.Policies;

/// <summary>
/// Services by number, so that they are compared without their text. The numbers are handed out while there are any:
/// who comes later has none and is compared by text.
/// </summary>
internal static class ServiceNumber
{
    /// <summary>The number of services that have none of their own.</summary>
    public const ushort None = 0;

    private static readonly ConcurrentDictionary<string, ushort> Numbers = new(StringComparer.OrdinalIgnoreCase);
    private static int _last;

    /// <summary>The number of a service, in whatever case it is written.</summary>
    public static ushort Of(ReadOnlySpan<char> service)
    {
        if (Numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(service, out ushort known))
        {
            return known;
        }

        return Volatile.Read(ref _last) < ushort.MaxValue
            ? Numbers.GetOrAdd(service.ToString(), static _ => Next())
            : None;
    }

    /// <summary>The bit of a service, one of 64; all of them where nothing is known of it.</summary>
    public static ulong BitOf(ushort number) => number == None ? ulong.MaxValue : 1UL << (number & 63);

    private static ushort Next()
    {
        int next = Interlocked.Increment(ref _last);
        return next <= ushort.MaxValue ? (ushort)next : None;
    }
}
