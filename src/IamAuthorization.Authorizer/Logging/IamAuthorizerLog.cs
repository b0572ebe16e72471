using Microsoft.Extensions.Logging;

namespace IamAuthorization.Authorizer;

/// <summary>The events of this project, 2000 to 2999.</summary>
internal static partial class IamAuthorizerLog
{
    [LoggerMessage(
        2000,
        LogLevel.Error,
        "{Action} on {Resource} by {Principal} was denied because it could not be decided: {Failure}",
        EventName = "Undecidable")]
    public static partial void Undecidable(
        ILogger logger, Exception? exception, string action, string resource, string principal, string failure);

    [LoggerMessage(
        2001,
        LogLevel.Error,
        "The decision log does not take denials, which stay denials; {LostCount} are lost",
        EventName = "DecisionLogFailed")]
    public static partial void DecisionLogFailed(ILogger logger, Exception? exception, long lostCount);

    [LoggerMessage(
        2002,
        LogLevel.Information,
        "The decision log takes denials again; {LostCount} were lost since the start",
        EventName = "DecisionLogRecovered")]
    public static partial void DecisionLogRecovered(ILogger logger, long lostCount);

    [LoggerMessage(
        2003,
        LogLevel.Error,
        "The inputs of a denial could not be read again; its record has no explanation",
        EventName = "InputsNotRecorded")]
    public static partial void InputsNotRecorded(ILogger logger, Exception exception);
}
