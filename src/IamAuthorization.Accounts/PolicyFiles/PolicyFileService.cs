using IamAuthorization.Policies;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>
/// Reads the policy files before any service starts, the server included; files that have errors keep the app from
/// starting. Afterwards it takes up changes.
/// </summary>
internal sealed class PolicyFileService(
    PolicyFiles files, IOptions<PolicyFileOptions> options, TimeProvider clock, ILogger<PolicyFiles> logger)
    : IHostedLifecycleService, IIamStartupCheck, IDisposable
{
    private PhysicalFileProvider? _provider;
    private PolicyFileWatcher? _watcher;

    public async ValueTask<IReadOnlyList<IamStartupFinding>> FindAsync(CancellationToken cancellationToken)
    {
        // WHY: watched before it is read, so that a change in between is not missed.
        if (options.Value.ReloadOnChange && Directory.Exists(files.Folder))
        {
            _provider = new PhysicalFileProvider(files.Folder);
            _watcher = new PolicyFileWatcher(
                () => _provider.Watch("**/*"), options.Value.ReloadDelay, clock, ReloadAsync);
        }

        PolicyFileReport report = await files.ReloadAsync(cancellationToken);
        return
        [
            .. report.Findings
                .Where(finding => finding.Severity == PolicyFindingSeverity.Error)
                .Select(finding => StartupCheckIds.Finding(
                    StartupCheckIds.PolicyFiles,
                    finding.ToString(),
                    "Correct the file. No file takes effect while one has an error; docs/policy-files.md says what "
                        + "may stand where.")),
        ];
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _watcher?.Dispose();
        _provider?.Dispose();
    }

    private async Task ReloadAsync()
    {
        try
        {
            await files.ReloadAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            // WHY: nobody awaits a reading that a file change started; the state before stays in effect.
            IamAccountsLog.PolicyFilesReloadFailed(logger, exception, files.Folder);
        }
    }
}
