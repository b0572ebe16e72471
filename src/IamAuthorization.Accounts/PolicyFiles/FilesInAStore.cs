using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>
/// Policy files beside a store: each account of theirs is brought to what they say in one commit, once nothing stands
/// against any of them. Where others change the same meanwhile, for example another node that starts, it looks again.
/// </summary>
internal sealed class FilesInAStore(
    IIamStore store, PolicyFileSync sync, IOptions<PolicyFileOptions> options)
    : IPolicyFileTarget
{
    /// <summary>How often it looks. Each time it has to look again, somebody else has succeeded.</summary>
    public const int AttemptsMax = 16;

    public async ValueTask<PolicyFileOutcome> PutAsync(
        PolicyFileReading reading, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            IReadOnlyList<PolicyFilePlan> plans =
                await sync.PlanAsync(reading, reading.AccountIds, options.Value.Scope, cancellationToken);
            long revision = plans.Count == 0
                ? (await store.GetSnapshotAsync(cancellationToken)).Revision
                : plans[0].Revision;
            if (plans.Any(plan => !plan.CanBeApplied))
            {
                return new PolicyFileOutcome(revision, [.. plans.SelectMany(plan => plan.Problems)]);
            }

            try
            {
                foreach (PolicyFilePlan plan in plans.Where(plan => !plan.Differences.IsEmpty))
                {
                    revision = await sync.ApplyAsync(plan, revision, IamChangeOrigin.App, cancellationToken);
                }

                return new PolicyFileOutcome(revision, []);
            }
            catch (IamRevisionConflictException) when (attempt < AttemptsMax)
            {
                // WHY nothing is to be undone: what was applied is what the files say, and the next plan begins there.
            }
        }
    }
}
