using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IamAuthorization.Accounts;

/// <summary>Makes the start-up checks and keeps what they find until all of it can be told at once.</summary>
internal sealed class IamStartup(IServiceProvider services, ILogger<IamStartup> logger)
{
    private readonly List<IamStartupFinding> _findings = [];
    private bool _isToldOfSkipped;

    /// <summary>Whether the checks that need no pipeline were made.</summary>
    public bool HasLooked { get; private set; }

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        _findings.AddRange(services.GetServices<OptionsCheck>().SelectMany(check => check.Find()));
        IIamStartupCheck[] checks = [];
        Look("the start-up checks", () =>
        {
            checks = [.. services.GetServices<IIamStartupCheck>()];
            return [];
        });
        foreach (IIamStartupCheck check in checks)
        {
            await LookAsync(check, cancellationToken);
        }

        HasLooked = true;
    }

    /// <summary>Makes one more check; that it throws is a finding, too.</summary>
    /// <param name="what">What is looked at, for the finding.</param>
    /// <param name="find">Looks.</param>
    public void Look(string what, Func<IEnumerable<IamStartupFinding>> find)
    {
        try
        {
            _findings.AddRange([.. find()]);
        }
        catch (Exception exception)
        {
            _findings.AddRange(Of(what, exception));
        }
    }

    /// <summary>Throws what was found, except what the app skips; that is logged, once.</summary>
    /// <exception cref="IamStartupException">Something was found.</exception>
    public void ThrowIfAny()
    {
        ILookup<bool, IamStartupFinding> bySkipped = _findings
            .Distinct()
            .OrderBy(finding => finding.Id, StringComparer.Ordinal)
            .ToLookup(IsSkipped);
        if (bySkipped[false].Any())
        {
            throw new IamStartupException([.. bySkipped[false]]);
        }

        foreach (IamStartupFinding finding in bySkipped[true].Where(_ => !_isToldOfSkipped))
        {
            IamAccountsLog.StartupCheckSkipped(logger, finding.Id, finding.Problem);
        }

        _isToldOfSkipped = true;
    }

    private static IEnumerable<IamStartupFinding> Of(string what, Exception exception) =>
        exception is OptionsValidationException invalid
            ? OptionsFindings.Of(invalid)
            : [
                StartupCheckIds.Finding(
                    StartupCheckIds.CheckFailed,
                    $"{what} could not be checked: {exception.GetType().Name}: {LogText.Of(exception.Message)}",
                    "Correct what the exception tells of."),
            ];

    private async Task LookAsync(IIamStartupCheck check, CancellationToken cancellationToken)
    {
        try
        {
            _findings.AddRange(await check.FindAsync(cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _findings.AddRange(Of(check.GetType().Name, exception));
        }
    }

    /// <summary>
    /// WHY skipped without options: what the app opted out of is not known then, and they are a finding themselves.
    /// </summary>
    private bool IsSkipped(IamStartupFinding finding) =>
        StartupCheckIds.Find(finding.Id) is { WhyNotSkipped: null } && (OptOuts()?.IsSkipped(finding.Id) ?? true);

    private IamStartupChecks? OptOuts()
    {
        try
        {
            return services.GetRequiredService<IOptions<IamOptions>>().Value.StartupChecks;
        }
        catch (Exception)
        {
            return null;
        }
    }
}
