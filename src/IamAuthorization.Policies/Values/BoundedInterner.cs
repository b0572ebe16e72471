using System.Collections.Concurrent;

namespace IamAuthorization.Policies;

/// <summary>
/// One object for each name, compared without regard to case, until the capacity is reached; from then on a new object
/// for each new name. It never forgets one.
/// </summary>
internal sealed class BoundedInterner<T>(int capacity)
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _known = new(StringComparer.OrdinalIgnoreCase);
    private int _count;

    /// <summary>The object of a name.</summary>
    public T GetOrMake(string name, Func<string, T> make)
    {
        if (_known.TryGetValue(name, out T? known))
        {
            return known;
        }

        T made = make(name);
        bool hasRoom = Interlocked.Increment(ref _count) <= capacity;
        if (!hasRoom)
        {
            Interlocked.Decrement(ref _count);
            return made;
        }

        return _known.GetOrAdd(name, made);
    }
}
