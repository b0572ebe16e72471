using IamAuthorization.Policies;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IamAuthorization.Accounts.Tests.PolicyFiles;

/// <summary>A folder of policy files beside a store, of one test.</summary>
internal sealed class SyncedFolder : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("iam-sync-");

    public SyncedFolder(params IEnumerable<IamEntity> entities)
    {
        Store = new InMemoryIamStore(entities, Clock);
        IOptions<IamOptions> options = Options.Create(new IamOptions { Service = "orders" });
        Sync = new PolicyFileSync(
            Store,
            new BuiltInPolicies(options, Options.Create(new BuiltInPolicyOptions())),
            new RandomUniqueIds(),
            Clock,
            options);
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public InMemoryIamStore Store { get; }

    public IPolicyFileSync Sync { get; }

    public string Path => _root.FullName;

    public SyncedFolder Write(string path, string content)
    {
        string full = System.IO.Path.Combine(Path, FilledAccount.Account, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return this;
    }

    public void Delete(string path) => File.Delete(System.IO.Path.Combine(Path, FilledAccount.Account, path));

    public async Task<IReadOnlyList<ExportedPolicyFile>> ExportAsync() => await PolicyFileExport.WriteAsync(
        await Store.GetSnapshotAsync(None), FilledAccount.Account, Path);

    public Task<PolicyFilePlan> PlanAsync() => Sync.PlanAsync(Path, FilledAccount.Account);

    /// <summary>Plans and applies, and fails when that cannot be done.</summary>
    public async Task<PolicyFilePlan> ApplyAsync()
    {
        PolicyFilePlan plan = await PlanAsync();
        Assert.True(plan.CanBeApplied, plan.ToString());
        await Sync.ApplyAsync(plan);
        return plan;
    }

    public async Task<T> FindAsync<T>(IamEntityKey key)
        where T : IamEntity =>
        Assert.IsType<T>(await (await Store.GetSnapshotAsync(None)).FindAsync(key, None));

    public async Task<IamEntity?> FindAsync(IamEntityKey key) =>
        await (await Store.GetSnapshotAsync(None)).FindAsync(key, None);

    /// <summary>The entities that the folder's files are read as.</summary>
    public async Task<IReadOnlyCollection<IamEntity>> ReadAsync()
    {
        var findings = new List<PolicyFileFinding>();
        IReadOnlyList<PolicyFile> files = await new PolicyFileFolder(Path, "iam").ReadAsync(findings, None);
        IReadOnlyCollection<IamEntity> entities =
            PolicyFileParser.Parse(files, new PolicyReadOptions { Quotas = null }, findings);
        Assert.DoesNotContain(findings, finding => finding.Severity == PolicyFindingSeverity.Error);
        return entities;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
