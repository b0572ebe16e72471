using IamAuthorization.Accounts;
using IamAuthorization.Policies;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.AspNetCore;

/// <summary>The log events of the web, ids 3000 to 3999. An id is never given to another event.</summary>
internal static partial class IamLog
{
    /// <summary>The one event of a denial. Text from outside is escaped.</summary>
    public static void Denied(this ILogger logger, IamRequestDecision denial)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            return;
        }

        IamDecision decision = denial.Decision;
        logger.Denied(
            denial.Id,
            LogText.Of(decision.Principal.ToString()),
            decision.Action.ToString(),
            LogText.Of(decision.Resource.ToString()),
            denial.OwnerAccountId,
            decision.Outcome,
            decision.DecidedBy,
            LogText.Of(decision.Failure ?? decision.Reason),
            decision.Statement is { } statement
                ? LogText.Of($"{statement.PolicyName}#{statement.Index}")
                : null);
    }

    [LoggerMessage(
        3001, LogLevel.Error, "No decision on {Action}; the request is denied.", EventName = "DecisionFaulted")]
    public static partial void Faulted(this ILogger logger, Exception fault, string action);

    [LoggerMessage(
        3002,
        LogLevel.Error,
        "Denied {Action}: a resource of type {ResourceType} was asked for outside an HTTP request.",
        EventName = "OutsideRequest")]
    public static partial void OutsideRequest(this ILogger logger, string action, string resourceType);

    /// <summary>The one event of a connection that was closed because it is not allowed any more.</summary>
    public static void ConnectionClosed(
        this ILogger logger, LiveConnection connection, ConnectionVerdict verdict, string? decisionId)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            logger.ConnectionClosed(
                LogText.Of(connection.Id),
                LogText.Of(connection.Allowed.Principal?.ToString() ?? "an unknown principal"),
                verdict,
                decisionId);
        }
    }

    [LoggerMessage(
        3201,
        LogLevel.Error,
        "The connection {ConnectionId} could not be decided again; it is tried again, then closed.",
        EventName = "ReviewFaulted")]
    public static partial void ReviewFaulted(this ILogger logger, Exception fault, string connectionId);

    [LoggerMessage(
        3202,
        LogLevel.Error,
        "A change in the store could not be read for the open connections; it is tried again.",
        EventName = "ChangeUnserved")]
    public static partial void ChangeUnserved(this ILogger logger, Exception fault);

    [LoggerMessage(
        3203, LogLevel.Error, "The connection {ConnectionId} could not be closed.", EventName = "AbortFailed")]
    public static partial void AbortFailed(this ILogger logger, Exception fault, string connectionId);

    [LoggerMessage(
        3204,
        LogLevel.Warning,
        "A stream on the connection {ConnectionId} was refused, because it could not be decided again while it runs: "
            + "of one connection, {CountMax} different questions can.",
        EventName = "StreamRefused")]
    public static partial void StreamRefused(this ILogger logger, string connectionId, int countMax);

    [LoggerMessage(3003, LogLevel.Error, "A denial of {Action} could not be recorded.", EventName = "Unrecorded")]
    public static partial void Unrecorded(this ILogger logger, Exception fault, string action);

    [LoggerMessage(
        3040,
        LogLevel.Information,
        "The token endpoint refused an exchange: {Error} ({AwsErrorCode}), {Description}.",
        EventName = "ExchangeRefused")]
    public static partial void ExchangeRefused(
        this ILogger logger, string error, string? awsErrorCode, string description);

    [LoggerMessage(
        3100,
        LogLevel.Warning,
        "{Count} endpoint(s) ask nothing of IAM: {Endpoints}. RequireIamByDefault() makes this an error.",
        EventName = "UnmappedEndpoints")]
    public static partial void UnmappedEndpoints(this ILogger logger, int count, string endpoints);

    [LoggerMessage(
        3101,
        LogLevel.Warning,
        "The authorization result handler {Handler} was registered after AddIamAuthorization: denials stay denials, "
            + "but tell no reason unless it hands them on.",
        EventName = "OtherResultHandler")]
    public static partial void OtherResultHandler(this ILogger logger, string handler);

    [LoggerMessage(
        3102,
        LogLevel.Warning,
        "Denied a request for {Endpoint}, which was added after the start and has no mapping.",
        EventName = "DeniedUnmapped")]
    public static partial void DeniedUnmapped(this ILogger logger, string endpoint);

    [LoggerMessage(
        3200,
        LogLevel.Information,
        "Closed the connection {ConnectionId} of {Principal}: {Reason}; decision {DecisionId}.",
        EventName = "ConnectionClosed")]
    private static partial void ConnectionClosed(
        this ILogger logger, string connectionId, string principal, ConnectionVerdict reason, string? decisionId);

    [LoggerMessage(
        3000,
        LogLevel.Information,
        "Denied {DecisionId}: {Principal} may not {Action} on {Resource} of account {Owner}: {Outcome} by {DecidedBy}, "
            + "{Reason}; statement {Statement}.",
        EventName = "Denied")]
    private static partial void Denied(
        this ILogger logger,
        string? decisionId,
        string principal,
        string action,
        string resource,
        string? owner,
        DecisionOutcome outcome,
        PolicyType decidedBy,
        string reason,
        string? statement);
}
