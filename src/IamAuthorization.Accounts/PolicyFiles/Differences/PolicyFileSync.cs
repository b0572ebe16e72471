using IamAuthorization.Policies;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Compares folders of policy files with the store, and applies what differs.</summary>
internal sealed class PolicyFileSync(
    IIamStore store, BuiltInPolicies builtIn, IUniqueIds ids, TimeProvider clock, IOptions<IamOptions> options)
    : IPolicyFileSync
{
    private const string Action = "iam:ApplyPolicyFiles";

    public async Task<PolicyFilePlan> PlanAsync(
        string folder, string accountId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(accountId);
        IIamSnapshot snapshot = await store.GetSnapshotAsync(cancellationToken);
        var findings = new List<PolicyFileFinding>();
        IReadOnlyList<PolicyFile> files =
            await new PolicyFileFolder(folder, folder).ReadAsync(findings, cancellationToken);
        IReadOnlyCollection<IamEntity> entities =
            PolicyFileParser.Parse(files, PolicyFiles.ReadingOf(options.Value), findings, builtIn.All);
        bool isRight = findings.TrueForAll(finding => finding.Severity != PolicyFindingSeverity.Error);
        FileComparison comparison = isRight
            ? await CompareAsync(snapshot, files, entities, accountId, cancellationToken)
            : FileComparison.None;
        return new PolicyFilePlan
        {
            AccountId = accountId,
            Revision = snapshot.Revision,
            Findings = [.. findings],
            Problems = [.. comparison.Problems],
            Differences = [.. comparison.Differences.OrderBy(difference => difference.Key, KeyOrder.Instance)],
        };
    }

    public async Task<long> ApplyAsync(
        PolicyFilePlan plan, IamChangeOrigin? origin = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!plan.CanBeApplied)
        {
            throw new InvalidOperationException($"The policy files cannot be applied:{Environment.NewLine}{plan}");
        }

        return await store.CommitAsync(
            new IamCommit
            {
                ExpectedRevision = plan.Revision,
                IsExclusive = true,
                AccountId = plan.AccountId,
                Action = Action,
                Origin = origin ?? IamChangeOrigin.App,
                Puts = [.. plan.Differences.Select(difference => difference.After).OfType<IamEntity>()],
                Deletions =
                [
                    .. plan.Differences.Where(difference => difference.After is null)
                        .Select(difference => difference.Key),
                ],
            },
            cancellationToken);
    }

    private async Task<FileComparison> CompareAsync(
        IIamSnapshot snapshot,
        IReadOnlyList<PolicyFile> files,
        IReadOnlyCollection<IamEntity> entities,
        string accountId,
        CancellationToken cancellationToken)
    {
        var wanted = WantedAccount.Of(files, entities, accountId);
        if (wanted is null)
        {
            return FileComparison.Refused($"The folder holds no files of account {accountId}.");
        }

        AccountOfFiles stored = await AccountOfFiles.ReadAsync(snapshot, accountId, cancellationToken);
        var completion = new EntityCompletion(stored, ids, clock.GetUtcNow());
        IReadOnlyCollection<IamEntity> completed = completion.Complete(wanted);
        var pinning = new TrustPinning(snapshot, completed, accountId);
        completed = await pinning.PinAsync(completed, cancellationToken);
        var comparison = FileComparison.Of(stored, wanted, completed);
        comparison.Problems.AddRange(completion.Problems);
        comparison.Problems.AddRange(pinning.Problems);
        comparison.Problems.AddRange(await SyncObstacles.FindAsync(snapshot, comparison, accountId, cancellationToken));
        return comparison;
    }
}
