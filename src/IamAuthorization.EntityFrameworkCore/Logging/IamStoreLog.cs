using Microsoft.Extensions.Logging;

namespace IamAuthorization.EntityFrameworkCore;

/// <summary>The events of the stores in databases, 5000 to 5099.</summary>
internal static partial class IamStoreLog
{
    [LoggerMessage(
        5000,
        LogLevel.Error,
        "{Database} cannot be asked for changes; what was read before serves until it is too old",
        EventName = "StoreLost")]
    public static partial void StoreLost(ILogger logger, Exception exception, string database);

    [LoggerMessage(
        5001, LogLevel.Information, "{Database} answers again, at revision {Revision}", EventName = "StoreFound")]
    public static partial void StoreFound(ILogger logger, string database, long revision);

    [LoggerMessage(
        5002,
        LogLevel.Warning,
        "{Database} tells of no changes for now; they are found by polling",
        EventName = "NotificationsLost")]
    public static partial void NotificationsLost(ILogger logger, Exception exception, string database);

    [LoggerMessage(
        5003, LogLevel.Error, "Old versions could not be pruned from {Database}", EventName = "PruningFailed")]
    public static partial void PruningFailed(ILogger logger, Exception exception, string database);

    [LoggerMessage(
        5004,
        LogLevel.Information,
        "The schema of {Database} was brought to {Migration}",
        EventName = "SchemaMigrated")]
    public static partial void SchemaMigrated(ILogger logger, string database, string migration);
}
