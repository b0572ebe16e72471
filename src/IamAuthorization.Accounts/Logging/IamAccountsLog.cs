using Microsoft.Extensions.Logging;

namespace IamAuthorization.Accounts;

/// <summary>The events of this project, 1000 to 1999.</summary>
internal static partial class IamAccountsLog
{
    [LoggerMessage(
        1000,
        LogLevel.Information,
        "Policy files in {Folder} took effect: {EntityCount} entities, revision {Revision}",
        EventName = "PolicyFilesLoaded")]
    public static partial void PolicyFilesLoaded(ILogger logger, string folder, int entityCount, long revision);

    [LoggerMessage(
        1001,
        LogLevel.Error,
        "Policy files in {Folder} have {ErrorCount} error(s); revision {Revision} stays in effect. {Findings}",
        EventName = "PolicyFilesRefused")]
    public static partial void PolicyFilesRefused(
        ILogger logger, string folder, int errorCount, long revision, string findings);

    [LoggerMessage(
        1002,
        LogLevel.Warning,
        "Policy files in {Folder} took effect with findings. {Findings}",
        EventName = "PolicyFilesDoubtful")]
    public static partial void PolicyFilesDoubtful(ILogger logger, string folder, string findings);

    [LoggerMessage(
        1003,
        LogLevel.Error,
        "Policy files in {Folder} could not be read again; the revision before stays in effect",
        EventName = "PolicyFilesReloadFailed")]
    public static partial void PolicyFilesReloadFailed(ILogger logger, Exception exception, string folder);

    [LoggerMessage(
        1010,
        LogLevel.Warning,
        "{Count} last uses could not be written; they are tried again",
        EventName = "LastUsesNotWritten")]
    public static partial void LastUsesNotWritten(ILogger logger, Exception exception, int count);

    [LoggerMessage(
        1100,
        LogLevel.Warning,
        "The app starts although {Id} found: {Problem} It was told to by StartupChecks.Skip.",
        EventName = "StartupCheckSkipped")]
    public static partial void StartupCheckSkipped(ILogger logger, string id, string problem);
}
