using IamAuthorization.Policies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Reads the policy files into the store in memory: all of them, or nothing.</summary>
internal sealed class PolicyFiles : IPolicyFiles, IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly InMemoryIamStore _store;
    private readonly IOptions<IamOptions> _iam;
    private readonly IOptions<PolicyFileOptions> _options;
    private readonly IHostEnvironment _environment;
    private readonly ILogger<PolicyFiles> _logger;
    private PolicyFileState? _state;

    public PolicyFiles(
        InMemoryIamStore store,
        IOptions<IamOptions> iam,
        IOptions<PolicyFileOptions> options,
        IHostEnvironment environment,
        ILogger<PolicyFiles> logger)
    {
        _store = store;
        _iam = iam;
        _options = options;
        _environment = environment;
        _logger = logger;
    }

    /// <summary>The folder, absolute.</summary>
    public string Folder => Path.GetFullPath(_options.Value.Path, _environment.ContentRootPath);

    /// <summary>What came of the latest reading; <see langword="null"/> before the first.</summary>
    public PolicyFileState? State => Volatile.Read(ref _state);

    public async ValueTask<PolicyFileReport> ReloadAsync(CancellationToken cancellationToken = default)
    {
        // WHY: two readings at once could end in the order opposite to their beginnings and leave the older state.
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            PolicyFileReport report = await ReadAndPublishAsync(cancellationToken);
            Volatile.Write(ref _state, new PolicyFileState(WasRead: true, ErrorsOf(report)));
            return report;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            Volatile.Write(ref _state, new PolicyFileState(WasRead: false, ErrorCount: 0));
            throw;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>How the documents of files are read.</summary>
    public static PolicyReadOptions ReadingOf(IamOptions iam) => new()
    {
        Partition = iam.Partition,
        KnownActions = iam.Actions.Count == 0 ? null : [.. iam.Actions],
        IgnoresOtherServices = true,
    };

    private static int ErrorsOf(PolicyFileReport report) =>
        report.Findings.Count(finding => finding.Severity == PolicyFindingSeverity.Error);

    private async ValueTask<PolicyFileReport> ReadAndPublishAsync(CancellationToken cancellationToken)
    {
        var findings = new List<PolicyFileFinding>();
        var folder = new PolicyFileFolder(Folder, _options.Value.Path);
        IReadOnlyList<PolicyFile> files = await folder.ReadAsync(findings, cancellationToken);
        IReadOnlyCollection<IamEntity> entities =
            PolicyFileParser.Parse(files, ReadingOf(_iam.Value), findings);
        bool isRight = findings.TrueForAll(finding => finding.Severity != PolicyFindingSeverity.Error);
        long revision = isRight
            ? _store.Replace(entities)
            : (await _store.GetSnapshotAsync(cancellationToken)).Revision;
        var report = new PolicyFileReport(revision, [.. findings]);
        Log(report, entities.Count);
        return report;
    }

    private void Log(PolicyFileReport report, int entityCount)
    {
        string path = LogText.Of(_options.Value.Path);
        int errors = ErrorsOf(report);
        string lines = string.Join(Environment.NewLine, report.Findings);
        if (errors > 0)
        {
            IamAccountsLog.PolicyFilesRefused(_logger, path, errors, report.Revision, lines);
            return;
        }

        IamAccountsLog.PolicyFilesLoaded(_logger, path, entityCount, report.Revision);
        if (report.Findings.Length > 0)
        {
            IamAccountsLog.PolicyFilesDoubtful(_logger, path, lines);
        }
    }
}
