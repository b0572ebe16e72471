using System.Collections.Concurrent;

namespace IamAuthorization.Accounts;

/// <summary>Last uses in memory.</summary>
internal sealed class InMemoryLastUses : IIamLastUsedStore
{
    private readonly ConcurrentDictionary<string, IamLastUse> _uses = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyDictionary<string, IamLastUse>> FindLastUsesAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return new(ids
            .Distinct(StringComparer.Ordinal)
            .Select(_uses.GetValueOrDefault)
            .OfType<IamLastUse>()
            .ToDictionary(use => use.Id, StringComparer.Ordinal));
    }

    public ValueTask RecordLastUsesAsync(IReadOnlyCollection<IamLastUse> uses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uses);
        foreach (IamLastUse use in uses)
        {
            _uses.AddOrUpdate(use.Id, use, (_, before) => use.At > before.At ? use : before);
        }

        return ValueTask.CompletedTask;
    }
}
