using IamAuthorization.Policies;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Reads the policy files and puts them into effect: all of them, or nothing.</summary>
internal sealed class PolicyFiles(
    IPolicyFileTarget target,
    IIamStore store,
    BuiltInPolicies builtIn,
    IOptions<IamOptions> iam,
    IOptions<PolicyFileOptions> options,
    IHostEnvironment environment,
    ILogger<PolicyFiles> logger)
    : IPolicyFiles, IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private PolicyFileState? _state;

    /// <summary>The folder, absolute.</summary>
    public string Folder => Path.GetFullPath(options.Value.Path, environment.ContentRootPath);

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

    private static int ErrorsOf(PolicyFileReport report) =>
        report.Findings.Count(finding => finding.Severity == PolicyFindingSeverity.Error);

    private async ValueTask<PolicyFileReport> ReadAndPublishAsync(CancellationToken cancellationToken)
    {
        PolicyFileReading reading = await PolicyFileReading.ReadAsync(
            new PolicyFileFolder(Folder, options.Value.Path), iam.Value, builtIn, cancellationToken);
        PolicyFileOutcome outcome = reading.IsRight
            ? await target.PutAsync(reading, cancellationToken)
            : new PolicyFileOutcome((await store.GetSnapshotAsync(cancellationToken)).Revision, []);
        var report = new PolicyFileReport(
            outcome.Revision, [.. reading.Findings, .. outcome.Problems.Select(FindingOf)]);
        Log(report, reading.Entities.Count);
        return report;
    }

    /// <summary>What stands against files that are right stands in none of them: it is about all.</summary>
    private PolicyFileFinding FindingOf(string problem) => new(
        options.Value.Path,
        new TextPosition(1, 1),
        PolicyFindingSeverity.Error,
        PolicyFileCodes.NotApplicable,
        problem);

    private void Log(PolicyFileReport report, int entityCount)
    {
        string path = LogText.Of(options.Value.Path);
        int errors = ErrorsOf(report);
        string lines = string.Join(Environment.NewLine, report.Findings);
        if (errors > 0)
        {
            IamAccountsLog.PolicyFilesRefused(logger, path, errors, report.Revision, lines);
            return;
        }

        IamAccountsLog.PolicyFilesLoaded(logger, path, entityCount, report.Revision);
        if (report.Findings.Length > 0)
        {
            IamAccountsLog.PolicyFilesDoubtful(logger, path, lines);
        }
    }
}
