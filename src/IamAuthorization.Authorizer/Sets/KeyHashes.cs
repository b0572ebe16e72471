using IamAuthorization.Accounts;

namespace IamAuthorization.Authorizer;

/// <summary>
/// Keys of entities, as hashes of 64 bits: a principal in memory is made from many, and their names would weigh more
/// than all the rest of it. That two keys have the same hash evicts something once too often, never too rarely.
/// </summary>
internal readonly struct KeyHashes
{
    private readonly ulong[] _sorted;

    public KeyHashes(IEnumerable<IamEntityKey> keys)
    {
        _sorted = [.. keys.Select(HashOf)];
        Array.Sort(_sorted);
    }

    /// <summary>Whether a key is among both.</summary>
    public bool Overlaps(KeyHashes other)
    {
        // WHY: a change is of one key nearly always, and of thousands when an account is imported.
        bool isShorter = _sorted.Length <= other._sorted.Length;
        ulong[] few = isShorter ? _sorted : other._sorted;
        ulong[] many = isShorter ? other._sorted : _sorted;
        foreach (ulong hash in few)
        {
            if (Array.BinarySearch(many, hash) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Equal keys have equal hashes: what case does not matter in is taken in one case.</summary>
    private static ulong HashOf(IamEntityKey key) => NameHash.Add(
        NameHash.Add(NameHash.Add(NameHash.Start, (ulong)key.Kind), key.AccountId), key.NormalizedName);
}
