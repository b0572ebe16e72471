using IamAuthorization.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.Stores.Specification;

/// <summary>Gives one test an empty store of the kind that is specified.</summary>
public abstract class StoreFixture : IAsyncDisposable
{
    /// <summary>What dates the change log of the stores made here.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Makes an empty store at any revision.</summary>
    public abstract ValueTask<IIamStore> CreateAsync();

    /// <summary>
    /// Opens a second store object, as another node would, on the data of the one that <see cref="CreateAsync"/> made;
    /// null where the data live in one object alone, which is the default.
    /// </summary>
    public virtual ValueTask<IIamStore?> OpenAnotherAsync() => new((IIamStore?)null);

    /// <summary>Ends all stores made here and removes their data.</summary>
    public abstract ValueTask DisposeAsync();
}
