using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// Whether questions can be decided, and whether by what the operator wrote last. It tells numbers, never contents.
/// </summary>
internal sealed class IamHealthCheck(
    IEnumerable<IIamStore> stores,
    IEnumerable<PolicyFiles> policyFiles,
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
        string? doubt = DoubtOfPolicyFiles(data);
        string?[] problems = [outage, doubt];
        HealthStatus status = outage is not null ? context.Registration.FailureStatus
            : doubt is not null ? HealthStatus.Degraded
            : HealthStatus.Healthy;
        string description = string.Join("; ", problems.OfType<string>());
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
                "the store", token => ReadAsync(store, token), limits.Value.StoreTimeout, time, cancellationToken);
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

    /// <summary>Why decisions are made by an older state than the files', or <see langword="null"/>.</summary>
    private string? DoubtOfPolicyFiles(Dictionary<string, object> data)
    {
        if (policyFiles.LastOrDefault()?.State is not { } state)
        {
            return null;
        }

        if (!state.WasRead)
        {
            return "the policy files could not be read; the state before stays in effect";
        }

        data[PolicyFileErrorsKey] = state.ErrorCount;
        return state.IsInEffect
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"the policy files have {state.ErrorCount} error(s); the state before stays in effect");
    }
}
