using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IamAuthorization.Benchmarks.Scale;

/// <summary>Hears of every command that is executed for whoever made it, not of those of the feed.</summary>
internal sealed class QueryWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<bool> IsWatched = new();

    private readonly IDisposable _listeners;
    private readonly ConcurrentQueue<IDisposable> _subscriptions = new();
    private readonly ConcurrentQueue<WatchedQuery> _queries = new();

    public QueryWatch()
    {
        IsWatched.Value = true;
        _listeners = DiagnosticListener.AllListeners.Subscribe(this);
    }

    /// <summary>The commands, oldest first.</summary>
    public IReadOnlyList<WatchedQuery> Queries => [.. _queries];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            _subscriptions.Enqueue(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        bool isCommand = IsWatched.Value && value.Key == RelationalEventId.CommandExecuting.Name;
        if (isCommand && value.Value is CommandEventData { Command: { } sql })
        {
            _queries.Enqueue(new WatchedQuery(
                sql.CommandText, [.. sql.Parameters.Cast<DbParameter>().Select(WatchedQuery.Copy)]));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        IsWatched.Value = false;
        _listeners.Dispose();
        foreach (IDisposable subscription in _subscriptions)
        {
            subscription.Dispose();
        }
    }
}
