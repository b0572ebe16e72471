using IamAuthorization.Accounts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IamAuthorization.SecurityTokens;

/// <summary>
/// Finds keys that a restart, or the next node, would not have: outside Development that ends sessions.
/// </summary>
internal sealed class DurableKeysCheck(
    ISigningKeyStore store,
    IDataProtectionProvider protection,
    IOptions<KeyManagementOptions> keys,
    IHostEnvironment environment) : IIamStartupCheck
{
    public ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<IamStartupFinding>>(
            environment.IsDevelopment() ? [] : [.. Findings()]);

    private IEnumerable<IamStartupFinding> Findings()
    {
        if (store is InMemorySigningKeyStore)
        {
            yield return StartupCheckIds.Finding(
                StartupCheckIds.EphemeralKeys,
                "Signing keys are kept in memory: a restart ends every session, and nodes refuse each other's tokens.",
                "Set Iam:SecurityTokens:KeysFolder to a folder that lasts and that all nodes share, or register an "
                + "ISigningKeyStore.");
        }

        if (protection is EphemeralDataProtectionProvider || keys.Value.XmlRepository is null)
        {
            yield return StartupCheckIds.Finding(
                StartupCheckIds.EphemeralKeys,
                "Data Protection has no configured key ring: what seals sessions and signing keys may be gone "
                + "after a restart, and differs between nodes.",
                "Call AddDataProtection().PersistKeysToFileSystem(…).SetApplicationName(…) with a folder that lasts "
                + "and that all nodes share.");
        }
    }
}
