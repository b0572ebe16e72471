using IamAuthorization.Stores.Specification;

namespace IamAuthorization.Accounts.Tests.Stores;

/// <summary>Stores in memory, whose data live in one object.</summary>
internal sealed class StoresInMemory : StoreFixture
{
    public override ValueTask<IIamStore> CreateAsync() => new(new InMemoryIamStore(clock: Clock));

    public override ValueTask DisposeAsync() => default;
}
