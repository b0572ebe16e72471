using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;

namespace IamAuthorization.EntityFrameworkCore.Tests.Stores;

/// <summary>Gives the specification a database for each test, and a second node on it.</summary>
internal sealed class StoresInDatabases(string kind) : StoreFixture
{
    private TestDatabase? _database;

    public override async ValueTask<IIamStore> CreateAsync()
    {
        _database = await TestDatabase.NewAsync(kind);
        return await _database.OpenAsync(Clock);
    }

    /// <summary>WHY never stale: no feed runs here that could tell one node of what the other does.</summary>
    public override async ValueTask<IIamStore?> OpenAnotherAsync() =>
        await _database!.OpenAsync(Clock, new IamStoreOptions { MaxStaleness = TimeSpan.Zero });

    public override async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
