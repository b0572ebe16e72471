using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using IamAuthorization.SecurityTokens;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Whether questions can be decided, and whether by what the operator wrote last. It tells numbers, never contents.
/// </summary>
internal sealed class IamHealthCheck(
    IEnumerable<IIamStore> stores,
    IEnumerable<PolicyFiles> policyFiles,
    IEnumerable<SigningKeyRing> signingKeys,
    IOptions<IamOptions> iam,
    IOptions<IamAuthorizerOptions> limits,
    TimeProvider time)
    : IHealthCheck
{
    private const string RevisionKey = "revision";
    private const string PolicyFileErrorsKey = "policyFileErrors";

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        string? outage = await OutageOfStoreAsync(data, cancellationToken);
        string[] doubts = [.. DoubtsOfPolicyFiles(data), .. DoubtsOfSigningKeys()];
        HealthStatus status = outage is not null ? context.Registration.FailureStatus
            : doubts.Length > 0 ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        string description = string.Join("; ", outage is null ? doubts : [outage, .. doubts]);
        return new HealthCheckResult(status, description.Length == 0 ? null : description, exception: null, data);
    }

    /// <summary>Why nothing can be decided, or <see langword="null"/>.</summary>
    private async ValueTask<string?> OutageOfStoreAsync(
        Dictionary<string, object> data, CancellationToken cancellationToken)
    {
        if (stores.LastOrDefault() is not { } store)
        {
            return "the app has no store";
        }

        if (policyFiles.Any(files => files.State is null))
        {
            return "the policy files have not been read yet";
        }

        try
        {
            data[RevisionKey] = await BoundedCall.AskAsync(
                "the store", store, ReadAsync, limits.Value.StoreTimeout, time, cancellationToken);
            return null;
        }
        catch (UndecidableException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>WHY an account: a store may hand out its snapshot without having read anything.</summary>
    private async ValueTask<long> ReadAsync(IIamStore store, CancellationToken cancellationToken)
    {
        IIamSnapshot snapshot = await store.GetSnapshotAsync(cancellationToken);
        await snapshot.FindAccountAsync(iam.Value.AccountId, cancellationToken);
        return snapshot.Revision;
    }

    /// <summary>Why decisions are made by an older state than the files'.</summary>
    private IEnumerable<string> DoubtsOfPolicyFiles(Dictionary<string, object> data)
    {
        foreach (PolicyFileState state in policyFiles.Select(files => files.State).OfType<PolicyFileState>())
        {
            data[PolicyFileErrorsKey] = state.ErrorCount;
            if (!state.IsInEffect)
            {
                string problem = state.WasRead
                    ? string.Create(CultureInfo.InvariantCulture, $"have {state.ErrorCount} error(s)")
                    : "could not be read";
                yield return $"the policy files {problem}; the state before stays in effect";
            }
        }
    }

    /// <summary>Why no session can be issued, while those that were issued go on.</summary>
    private IEnumerable<string> DoubtsOfSigningKeys() => signingKeys
        .Where(ring => ring.Current?.ActiveAt(time.GetUtcNow()) is null)
        .Select(_ => "no signing key is active; no session can be issued");
}
