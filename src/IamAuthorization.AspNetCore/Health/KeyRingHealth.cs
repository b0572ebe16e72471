using System.Security.Cryptography;
using IamAuthorization.Authorizer;
using IamAuthorization.SecurityTokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Whether secrets and sessions can be encrypted and decrypted, and sessions be signed.</summary>
internal sealed class KeyRingHealth(
    IEnumerable<IDataProtectionProvider> protection,
    IEnumerable<SigningKeyRing> signingKeys,
    IOptions<IamAuthorizerOptions> limits,
    TimeProvider time)
{
    private const string Purpose = "IamAuthorization.HealthCheck";
    private const string SigningKeysKey = "signingKeys";
    private const int ProbeLength = 16;

    public async ValueTask<IReadOnlyList<HealthFinding>> FindAsync(
        Dictionary<string, object> data, CancellationToken cancellationToken)
    {
        var findings = new List<HealthFinding>();
        if (protection.LastOrDefault() is { } provider
            && await FailureAsync(provider, cancellationToken) is { } failure)
        {
            findings.Add(new HealthFinding(
                IsOutage: true, $"{failure}; no access key and no session can be checked"));
        }

        if (signingKeys.LastOrDefault() is { } ring)
        {
            data[SigningKeysKey] = ring.Current?.Keys.Length ?? 0;
            if (ring.Current?.ActiveAt(time.GetUtcNow()) is null)
            {
                findings.Add(new HealthFinding(
                    IsOutage: false, "no signing key is active; no session can be issued"));
            }
        }

        return findings;
    }

    /// <summary>WHY on another thread: a key ring that is read anew blocks until its folder answers.</summary>
    private async ValueTask<string?> FailureAsync(
        IDataProtectionProvider provider, CancellationToken cancellationToken)
    {
        try
        {
            bool isSame = await BoundedCall.AskAsync(
                "Data Protection",
                provider,
                static (asked, token) => new ValueTask<bool>(Task.Run(() => IsSameAgain(asked), token)),
                limits.Value.StoreTimeout,
                time,
                cancellationToken);
            return isSame ? null : "Data Protection does not decrypt what it encrypted";
        }
        catch (UndecidableException exception)
        {
            return exception.Message;
        }
    }

    private static bool IsSameAgain(IDataProtectionProvider provider)
    {
        IDataProtector protector = provider.CreateProtector(Purpose);
        byte[] probe = RandomNumberGenerator.GetBytes(ProbeLength);
        return protector.Unprotect(protector.Protect(probe)).AsSpan().SequenceEqual(probe);
    }
}
