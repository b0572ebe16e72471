using System.Collections.Immutable;
using IamAuthorization.Accounts;

namespace IamAuthorization.Stores.Specification;

/// <summary>Answers from one state of <see cref="StoreModel"/> by looking at all of it.</summary>
internal sealed class ModelReader(ImmutableDictionary<IamEntityKey, IamEntity> state)
{
    public IamEntity? Find(IamEntityKey key) => state.GetValueOrDefault(key);

    public IEnumerable<IamEntity> List(IamEntityKind kind) =>
        Ordered(state.Keys.Where(key => key.Kind == kind)).Select(key => state[key]);

    public IEnumerable<IamEntityKey> Referrers(IamEntityKey target) => Ordered(
        state.Values
            .Where(entity => IamReference.Of(entity).Any(reference => reference.Target == target))
            .Select(entity => entity.Key));

    public IamEntity? FindByUniqueId(string id) =>
        state.Values.SingleOrDefault(entity => entity is IamUser user && user.UniqueId == id);

    private static IEnumerable<IamEntityKey> Ordered(IEnumerable<IamEntityKey> keys) => keys
        .OrderBy(key => key.Kind)
        .ThenBy(key => key.AccountId, StringComparer.Ordinal)
        .ThenBy(key => key.NormalizedName, StringComparer.Ordinal);
}
