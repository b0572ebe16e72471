using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace IamAuthorization.Policies;

/// <summary>Makes equal lists of documents one object, as <see cref="SharedTexts"/> does with strings.</summary>
/// <typeparam name="T">What the lists are of.</typeparam>
internal static class SharedLists<T>
    where T : IEquatable<T>
{
    private const int Slots = 8_192;
    private const int LengthMax = 256;

    private static readonly SharedTable<T[]> Table = new(Slots);

    /// <summary>An equal list that is there already, or else this one.</summary>
    /// <param name="utf8">The list as it is written, by which equal ones are found.</param>
    /// <param name="list">The list, which nobody writes any more.</param>
    public static ImmutableArray<T> Of(ReadOnlySpan<byte> utf8, T[] list)
    {
        if (utf8.Length <= LengthMax)
        {
            ulong hash = TextHash.Of(utf8);
            if (Table.Find(hash) is { } known && known.AsSpan().SequenceEqual(list))
            {
                list = known;
            }
            else
            {
                Table.Set(hash, list);
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(list);
    }
}
