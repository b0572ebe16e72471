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
        "A denial could not be recorded in the decision log; it stays a denial",
        EventName = "DecisionLogFailed")]
    public static partial void DecisionLogFailed(ILogger logger, Exception exception);
}
