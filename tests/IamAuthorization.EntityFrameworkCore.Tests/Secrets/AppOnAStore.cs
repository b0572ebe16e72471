using IamAuthorization.Accounts;
using IamAuthorization.EntityFrameworkCore.Tests.Databases;
using IamAuthorization.Stores.Specification;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.EntityFrameworkCore.Tests.Secrets;

/// <summary>The rules of accounts over a database, with a key ring that lasts longer than the app.</summary>
internal sealed class AppOnAStore : IDisposable
{
    private readonly ServiceProvider _services;

    private AppOnAStore(IIamStore store, KeyRingFolder keys)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(store);
        services.AddDataProtection().SetApplicationName("orders").PersistKeysToFileSystem(keys.Folder);
        services.AddIamAccounts();
        services.Configure<IamOptions>(options => (options.Service, options.AccountId) = ("orders", Sample.Account));
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
        _services = services.BuildServiceProvider();
        Store = store;
    }

    public static IamCall Call { get; } = new(Sample.Account);

    public static async Task<AppOnAStore> StartAsync(TestDatabase database, KeyRingFolder keys)
    {
        var app = new AppOnAStore(await database.OpenAsync(), keys);
        IIamSnapshot snapshot = await app.Store.GetSnapshotAsync(CancellationToken.None);
        if (await snapshot.FindAccountAsync(Sample.Account, CancellationToken.None) is null)
        {
            await app.Get<IIamAccounts>().CreateAsync(Call, CancellationToken.None);
        }

        return app;
    }

    public FakeTimeProvider Clock { get; } = new(Sample.Instant);

    public IIamStore Store { get; }

    public IServiceProvider Services => _services;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();
}
