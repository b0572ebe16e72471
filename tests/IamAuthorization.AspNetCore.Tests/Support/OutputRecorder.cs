using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging.Testing;

namespace IamAuthorization.AspNetCore.Tests;

/// <summary>
/// All that a process tells operators: traces, metrics, events of IdentityModel, every exception thrown, and what is
/// added to it of logs and answers.
/// </summary>
internal sealed class OutputRecorder : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> _outputs = new(StringComparer.Ordinal);
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();
    private readonly Events _events;
    private long _count;

    public OutputRecorder()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Add,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(instrument, tags));
        _meters.Start();
        _events = new Events(Add);
        AppDomain.CurrentDomain.FirstChanceException += Add;
    }

    /// <summary>How many outputs were seen; equal ones are kept once.</summary>
    public long Count => Interlocked.Read(ref _count);

    public IEnumerable<string> All => _outputs.Keys;

    public void Add(string output)
    {
        Interlocked.Increment(ref _count);
        _outputs.TryAdd(output, true);
    }

    public void Add(HttpResponseMessage response)
    {
        using var body = new StreamReader(response.Content.ReadAsStream());
        Add($"{response} {body.ReadToEnd()}");
    }

    public void Add(IEnumerable<FakeLogRecord> records)
    {
        foreach (FakeLogRecord record in records)
        {
            Add(record.Message);
            Add(record.Exception?.ToString() ?? string.Empty);
            Add(Text(record.StructuredState));
            Add(string.Join(' ', record.Scopes.Select(scope =>
                scope is IEnumerable<KeyValuePair<string, object?>> state ? Text(state) : $"{scope}")));
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Add;
        _events.Dispose();
        _meters.Dispose();
        _activities.Dispose();
    }

    private static string Text<T>(IEnumerable<KeyValuePair<string, T>>? pairs) =>
        string.Join(' ', pairs?.Select(pair => $"{pair.Key}={pair.Value}") ?? []);

    private void Add(Activity activity)
    {
        Add($"{activity.DisplayName} {activity.StatusDescription} {Text(activity.TagObjects)}");
        Add(Text(activity.Baggage));
        foreach (ActivityEvent happened in activity.Events)
        {
            Add($"{happened.Name} {Text(happened.Tags)}");
        }
    }

    private void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Add($"{instrument.Name} {Text(tags.ToArray())}");

    private void Add(object? sender, FirstChanceExceptionEventArgs args) => Add(args.Exception.ToString());

    private sealed class Events(Action<string> add) : EventListener
    {
        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.Contains("IdentityModel", StringComparison.Ordinal))
            {
                EnableEvents(eventSource, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            add($"{eventData.EventName} {eventData.Message} {string.Join(' ', eventData.Payload ?? new([]))}");
    }
}
