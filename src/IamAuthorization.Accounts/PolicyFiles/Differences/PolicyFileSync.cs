using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Compares folders of policy files with the store, and applies what differs.</summary>
internal sealed class PolicyFileSync(
    IIamStore store, BuiltInPolicies builtIn, IUniqueIds ids, TimeProvider clock, IOptions<IamOptions> options)
    : IPolicyFileSync
{
    public async Task<PolicyFilePlan> PlanAsync(
        string folder,
        string accountId,
        PolicyFileScope scope = PolicyFileScope.WholeAccount,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(accountId);
        PolicyFileReading reading = await PolicyFileReading.ReadAsync(
            new PolicyFileFolder(folder, folder), options.Value, builtIn, cancellationToken);
        return (await PlanAsync(reading, [accountId], scope, cancellationToken))[0];
    }

    /// <summary>Compares several accounts with the same files, on one state of the store.</summary>
    public async Task<IReadOnlyList<PolicyFilePlan>> PlanAsync(
        PolicyFileReading reading,
        IReadOnlyList<string> accountIds,
        PolicyFileScope scope,
        CancellationToken cancellationToken)
    {
        IIamSnapshot snapshot = await store.GetSnapshotAsync(cancellationToken);
        return await new FileComparison(store, snapshot, reading, scope)
            .PlanAsync(accountIds, ids, clock.GetUtcNow(), cancellationToken);
    }

    public Task<long> ApplyAsync(
        PolicyFilePlan plan, IamChangeOrigin? origin = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.CanBeApplied)
        {
            throw new InvalidOperationException($"The policy files cannot be applied:{Environment.NewLine}{plan}");
        }

        return ApplyAsync(plan, plan.Revision, origin ?? IamChangeOrigin.App, cancellationToken);
    }

    /// <summary>Makes the changes of a plan that can be applied.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="revision">
    /// The revision that the store has when nothing but plans made together with this one was applied since.
    /// </param>
    /// <param name="origin">Who applies it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IamRevisionConflictException">Something else has changed; plan again.</exception>
    public async Task<long> ApplyAsync(
        PolicyFilePlan plan, long revision, IamChangeOrigin origin, CancellationToken cancellationToken)
    {
        // WHY exclusive: what files do not describe has to go, and that includes what is being made just now.
        bool isExclusive = plan.Scope == PolicyFileScope.WholeAccount;
        return await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = isExclusive ? revision : plan.Revision,
                IsExclusive = isExclusive,
                AccountId = plan.AccountId,
                Action = WrittenByFiles.Action,
                Origin = origin,
                Puts = [.. plan.Differences.Select(difference => difference.After).OfType<IamEntity>()],
                Deletions =
                [
                    .. plan.Differences.Where(difference => difference.After is null)
                        .Select(difference => difference.Key),
                ],
                Reads = plan.Reads,
            },
            cancellationToken);
    }
}
