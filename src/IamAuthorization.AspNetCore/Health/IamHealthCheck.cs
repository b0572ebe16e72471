using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Whether questions can be decided, and whether by what the operator wrote last. It tells numbers, never contents.
/// </summary>
internal sealed class IamHealthCheck(StoreHealth store, PolicyFileHealth policyFiles, KeyRingHealth keyRing)
    : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        List<HealthFinding> findings =
        [
            .. await FindInStoreAsync(data, cancellationToken),
            .. policyFiles.Find(data),
            .. await keyRing.FindAsync(data, cancellationToken),
        ];
        HealthFinding[] outages = [.. findings.Where(finding => finding.IsOutage)];
        HealthStatus status = outages.Length > 0 ? context.Registration.FailureStatus
            : findings.Count > 0 ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        string description = string.Join(
            "; ", outages.Concat(findings.Except(outages)).Select(finding => finding.Text));
        return new HealthCheckResult(status, description.Length == 0 ? null : description, exception: null, data);
    }

    /// <summary>WHY not asked before the policy files are read: they are the store then.</summary>
    private async ValueTask<IEnumerable<HealthFinding>> FindInStoreAsync(
        Dictionary<string, object> data, CancellationToken cancellationToken)
    {
        if (policyFiles.AreUnread)
        {
            return [new HealthFinding(IsOutage: true, "the policy files have not been read yet")];
        }

        return await store.FindAsync(data, cancellationToken) is { } finding ? [finding] : [];
    }
}
