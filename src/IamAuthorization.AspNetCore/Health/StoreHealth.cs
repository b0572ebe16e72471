using System.Globalization;
using IamAuthorization.Accounts;
using IamAuthorization.Authorizer;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>Whether the store answers, and how long ago its newest state was confirmed.</summary>
internal sealed class StoreHealth(
    IEnumerable<IIamStore> stores, IOptions<IamOptions> iam, IOptions<IamAuthorizerOptions> limits, TimeProvider time)
{
    private const string RevisionKey = "revision";
    private const string AgeKey = "confirmedSecondsAgo";
    private const string AgeMaxKey = "maxStalenessSeconds";
    private const string CauseKey = "cause";
    private const string Unconfirmed = "the store could not be asked for its newest state";

    public async ValueTask<HealthFinding?> FindAsync(
        Dictionary<string, object> data, CancellationToken cancellationToken)
    {
        if (stores.LastOrDefault() is not { } store)
        {
            return new HealthFinding(IsOutage: true, "the app has no store");
        }

        string? failure = await AskAsync(store, data, cancellationToken);
        StoreFreshness? freshness = (store as IStoreFreshness)?.Freshness;
        if (freshness is not null)
        {
            Tell(freshness, data);
        }

        return failure is null && freshness?.Cause is null ? null
            : freshness is { IsServing: true } serving ? new HealthFinding(IsOutage: false, TextOf(serving, failure))
            : new HealthFinding(IsOutage: true, failure ?? Unconfirmed);
    }

    private async ValueTask<string?> AskAsync(
        IIamStore store, Dictionary<string, object> data, CancellationToken cancellationToken)
    {
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

    private static void Tell(StoreFreshness freshness, Dictionary<string, object> data)
    {
        data[RevisionKey] = freshness.Revision;
        data[AgeKey] = Math.Round(freshness.Age.TotalSeconds, 1);
        data[AgeMaxKey] = freshness.AgeMax.TotalSeconds;
        if (freshness.Cause is { } cause)
        {
            data[CauseKey] = cause;
        }
    }

    private static string TextOf(StoreFreshness serving, string? failure)
    {
        double left = Math.Round((serving.AgeMax - serving.Age).TotalSeconds, 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{failure ?? Unconfirmed}; what was read before serves for another {left} s");
    }
}
