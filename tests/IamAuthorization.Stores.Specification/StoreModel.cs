using System.Collections.Immutable;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>A store in its plainest form: what is kept of every revision is the whole of it.</summary>
internal sealed class StoreModel(long revision)
{
    private readonly Dictionary<IamEntityKey, long> _changedAt = [];

    /// <summary>The entities at each revision since the model began.</summary>
    public SortedDictionary<long, ImmutableDictionary<IamEntityKey, IamEntity>> States { get; } =
        new() { [revision] = ImmutableDictionary<IamEntityKey, IamEntity>.Empty };

    /// <summary>Account, revision and changed keys of each commit that had an effect.</summary>
    public List<(string Account, long Revision, ImmutableHashSet<IamEntityKey> Keys)> Log { get; } = [];

    public long Revision => States.Keys.Last();

    public ImmutableDictionary<IamEntityKey, IamEntity> Newest => States[Revision];

    /// <summary>The revision a commit makes, or null when it is refused.</summary>
    public long? Commit(IamCommit commit)
    {
        bool isLate = commit.IsExclusive && commit.ExpectedRevision != Revision;
        if (isLate || commit.ExpectedRevision > Revision
            || commit.ConflictKeys().Any(key => _changedAt.GetValueOrDefault(key) > commit.ExpectedRevision))
        {
            return null;
        }

        ImmutableDictionary<IamEntityKey, IamEntity> before = Newest;
        ImmutableDictionary<IamEntityKey, IamEntity> after = before.RemoveRange(commit.Deletions)
            .RemoveRange(commit.Puts.Select(entity => entity.Key))
            .AddRange(commit.Puts.Select(entity => KeyValuePair.Create(entity.Key, entity)));
        ImmutableHashSet<IamEntityKey> changed =
        [
            .. before.Keys.Concat(after.Keys)
                .Where(key => !Equals(before.GetValueOrDefault(key), after.GetValueOrDefault(key))),
        ];
        if (changed.IsEmpty)
        {
            return Revision;
        }

        long made = Revision + 1;
        States[made] = after;
        Log.Add((commit.AccountId, made, changed));
        foreach (IamEntityKey key in changed.Concat(commit.Touches))
        {
            _changedAt[key] = made;
        }

        return made;
    }
}
