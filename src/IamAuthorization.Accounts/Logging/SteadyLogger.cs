using Microsoft.Extensions.Logging;

namespace IamAuthorization.Accounts;

/// <summary>L5: a logger for where decisions are made: a provider that throws changes none of them.</summary>
internal sealed class SteadyLogger<T>(ILogger<T> inner) : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return inner.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            // WHY: some other provider may want the event.
            return true;
        }
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        Observers.Tell(
            (inner, logLevel, eventId, state, exception, formatter),
            static told => told.inner.Log(told.logLevel, told.eventId, told.state, told.exception, told.formatter));
}
