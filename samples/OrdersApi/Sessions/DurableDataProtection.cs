using Microsoft.AspNetCore.DataProtection;

namespace OrdersApi.Sessions;

/// <summary>What seals sessions and signing keys lasts as long as they do, so that a restart ends nobody's.</summary>
public static class DurableDataProtection
{
    public static void AddDurableDataProtection(this IServiceCollection services, string dataFolder) => services
        .AddDataProtection()
        .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(dataFolder, "protection")))
        .SetApplicationName(nameof(OrdersApi));
}
